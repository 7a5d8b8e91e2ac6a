"""Imports without what they bring along."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from contextlib import AbstractContextManager
from importlib import import_module

import pytest

from dashboard import omission

_RARE = "colorsys"


@pytest.fixture(autouse=True)
def _not_imported(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, _RARE, raising=False)


def test_what_is_absent_is_found_again_afterwards() -> None:
    """Who can do without it does; who comes later has it."""
    with omission.absent(_RARE), pytest.raises(ImportError):
        import_module(_RARE)
    assert import_module(_RARE).rgb_to_hsv(0.0, 0.0, 0.0) == (0.0, 0.0, 0.0)


def test_every_name_of_a_blank_module_means_nothing() -> None:
    """It is the real one again afterwards."""
    with omission.blank(_RARE):
        assert import_module(_RARE).rgb_to_hsv is None
        assert not hasattr(import_module(_RARE), "__path__")
    assert import_module(_RARE).rgb_to_hsv is not None


@pytest.mark.parametrize("omit", [omission.absent, omission.blank])
def test_what_was_imported_before_stays(omit: Callable[..., AbstractContextManager[None]]) -> None:
    """Others use it."""
    before = import_module(_RARE)
    with omit(_RARE):
        assert import_module(_RARE) is before
    assert sys.modules[_RARE] is before


def test_charts_are_drawn_without_a_manual_and_tests() -> None:
    """Nor is anything imported that only those import."""
    program = (
        "import sys; from dashboard import chart; chart.warm();"
        "print('plotext' in sys.modules, {'plotext.prettydoc', 'unittest'} & sys.modules.keys())"
    )
    result = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert result.stdout.split() == ["True", "set()"]


def test_a_dashboard_that_began_without_openssl_can_post_to_https() -> None:
    """Webhooks import it when there is the first."""
    program = (
        "import sys; from dashboard import launch, omission\n"
        "with omission.absent(*launch.OPENSSL): from dashboard.app import PerfdashApp\n"
        "before = {*launch.OPENSSL} & sys.modules.keys()\n"
        "from dashboard.notices import webhook\n"
        "print(before, webhook.ssl.create_default_context().verify_mode.name)"
    )
    result = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert result.stdout.split() == ["set()", "CERT_REQUIRED"]

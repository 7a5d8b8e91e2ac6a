"""What is trusted comes into force without a restart."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from collectors.config import Config
from collectors.config_file import settings
from collectors.consent import Consent
from collectors.trust import Trust


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Settings and trust of a user of the test's own."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A repository that wants a program executed."""
    (tmp_path / "perfdash.toml").write_text('[notify]\ncommand = ["true"]\nper_minute = 3\n')
    return tmp_path


def test_what_is_trusted_meanwhile_is_in_force(root: Path) -> None:
    config = settings(root).config
    consent = Consent(root, replace(config, thresholds=()))
    assert consent.config().notify.command == ()
    Trust.of_user().grant(config.wishes, at=1)
    found = consent.config()
    assert (found.notify.command, found.wishes[0].trusted) == (("true",), True)
    assert (found.notify.per_minute, found.thresholds) == (3, ())


def test_what_is_revoked_meanwhile_is_in_force_no_longer(root: Path) -> None:
    Trust.of_user().grant(settings(root).config.wishes, at=1)
    consent = Consent(root, settings(root).config)
    assert consent.config().notify.command == ("true",)
    Trust.of_user().revoke(root)
    found = consent.config()
    assert (found.notify.command, found.wishes[0].trusted) == ((), False)


def test_a_configuration_that_cannot_be_read_any_more_stays_as_it_was(root: Path) -> None:
    config = settings(root).config
    consent = Consent(root, config)
    Trust.of_user().grant(config.wishes, at=1)
    (root / "perfdash.toml").write_text("[notify")
    assert consent.config() == config


def test_nothing_is_read_again_where_nothing_was_wished_for(root: Path) -> None:
    consent = Consent(root, Config())
    Trust.of_user().grant(settings(root).config.wishes, at=1)
    assert consent.config() == Config()

"""One module held against a baseline at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from collectors.baselines.environment import environment
from collectors.comparing.confirmation import confirm
from collectors.comparing.verdict import Outcome, judge
from collectors.errors import LoadError
from tests.collectors.comparing.frameworks import PLAN, A, Remembering, framework, site_with


def test_a_confirmation_says_what_was_compared_and_where(tmp_path: Path) -> None:
    memory = Remembering(framework(tmp_path))
    assert memory.held
    now = framework(tmp_path, {A: "It says much more.\n" * 5_000})
    found = confirm(site_with(tmp_path, memory), now, PLAN, baseline=memory.held)
    assert (found.module, found.baseline, found.fresh_processes) == (PLAN, "default", False)
    assert found.environment == environment()
    assert judge(found.blocks).outcome is Outcome.REGRESSION


def test_what_is_not_kept_cannot_be_confirmed(tmp_path: Path) -> None:
    memory = Remembering(framework(tmp_path), {})
    assert memory.held
    with pytest.raises(LoadError, match="not kept"):
        confirm(site_with(tmp_path, memory), framework(tmp_path), PLAN, baseline=memory.held)

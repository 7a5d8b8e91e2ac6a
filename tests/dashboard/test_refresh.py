from __future__ import annotations

import pytest

from dashboard.refresh import STEPS, stepped


@pytest.mark.parametrize(
    ("seconds", "step", "then"),
    [(5.0, 1, 10.0), (5.0, -1, 2.0), (7.5, 1, 10.0), (7.5, -1, 5.0), (0.5, 1, 1.0)],
)
def test_a_step_goes_to_the_next_choice(seconds: float, step: int, then: float) -> None:
    assert stepped(seconds, step) == then


def test_beyond_the_last_choice_there_is_none() -> None:
    assert stepped(STEPS[-1], 1) == STEPS[-1]
    assert stepped(0.5, -1) == 0.5

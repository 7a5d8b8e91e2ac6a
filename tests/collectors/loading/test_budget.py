from __future__ import annotations

import pytest

from collectors.loading.budget import Budget

START = 1_700_000_000_000


def at_zero() -> Budget:
    return Budget(0.02).earned(START)


def test_time_that_passes_earns_its_share() -> None:
    assert at_zero().earned(START + 5_000).seconds == pytest.approx(0.1)


def test_the_first_time_earns_nothing() -> None:
    assert at_zero().seconds == 0


def test_a_debt_is_repaid_before_there_is_anything_in_hand() -> None:
    budget = at_zero().spent(0.15).earned(START + 5_000)
    assert budget.seconds == pytest.approx(-0.05)
    assert budget.earned(START + 10_000).seconds == pytest.approx(0.05)


def test_a_night_asleep_earns_no_more_than_a_second() -> None:
    assert at_zero().earned(START + 8 * 3_600_000).seconds == 1.0


def test_a_clock_set_back_earns_nothing() -> None:
    assert at_zero().earned(START - 3_600_000).seconds == 0


def test_there_is_something_in_hand_at_the_start() -> None:
    assert Budget.of(0.02).seconds > 0


def test_no_share_is_never_anything() -> None:
    assert Budget.of(0.0).earned(START).earned(START + 60_000).seconds == 0

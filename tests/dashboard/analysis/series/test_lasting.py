"""Which levels last longer than visits of their height do."""

from __future__ import annotations

from dashboard.analysis.series.lasting import lasting
from dashboard.analysis.series.visits import Visit

STEP = [0.0] * 30 + [0.3] * 20
STAY = [0.0] * 30 + [0.3] * 20 + [0.0] * 30


def a_visit(length: int, height: float = 0.3) -> Visit:
    return Visit(height, ((0, length, height),))


def test_without_visits_every_level_lasts() -> None:
    assert lasting(STEP, [30], ()) == [30]


def test_a_level_must_outlast_visits_of_its_height_four_times() -> None:
    assert lasting(STEP, [30], (a_visit(5),)) == [30]
    assert lasting(STEP, [30], (a_visit(6),)) == []


def test_visits_of_another_height_say_nothing() -> None:
    assert lasting(STEP, [30], (a_visit(9, height=0.1),)) == [30]


def test_both_ends_of_a_stay_go_together() -> None:
    assert lasting(STAY, [30, 50], (a_visit(6, height=-0.3),)) == []


def test_two_stays_on_one_level_are_visits_to_each_other() -> None:
    twice = [*STAY, *STAY]
    assert lasting(twice, [30, 50, 110, 130], ()) == []

from __future__ import annotations

import pytest

from collectors import timetable
from collectors.errands import Errands
from collectors.model import Run, Trigger
from collectors.timetable import RESCAN_SECONDS, Timetable
from tests.collectors.scripted import Sources


class Day:
    """A timetable, and a clock that is turned by hand."""

    def __init__(self) -> None:
        self.sources = Sources()
        self.errands = Errands(self.sources.clock())
        self.timetable = Timetable(self.errands, refresh_seconds=5.0)

    def due(self, seconds: float) -> bool:
        """Whether anything is to be done after these seconds, which is taken."""
        self.sources.pass_seconds(seconds)
        return self.errands._agenda.next(self.sources.monotonic) is not None


@pytest.fixture
def day() -> Day:
    return Day()


def test_a_start_is_followed_by_a_rescan_and_soon_a_tick(day: Day) -> None:
    day.timetable.follow(Run(1, Trigger.START), polling=False)
    rescan = day.errands.next()
    day.sources.pass_seconds(1.0)
    tick = day.errands.next()
    assert rescan
    assert tick
    assert (rescan.trigger, tick.trigger) == (Trigger.RESCAN, Trigger.TICK)


def test_where_every_save_is_told_rescans_are_rare(day: Day) -> None:
    day.timetable.follow(Run(1, Trigger.RESCAN, seconds=0.01), polling=False)
    assert [day.due(seconds) for seconds in (RESCAN_SECONDS - 1, 1.0)] == [False, True]


@pytest.mark.parametrize(
    ("cost", "after"), [(0.0, timetable.POLL_SECONDS), (0.5, 25.0), (9.0, RESCAN_SECONDS)]
)
def test_polling_takes_no_more_than_its_share(day: Day, cost: float, after: float) -> None:
    day.timetable.follow(Run(1, Trigger.RESCAN, seconds=cost), polling=True)
    assert [day.due(seconds) for seconds in (after - 1, 1.0)] == [False, True]


def test_nothing_is_refreshed_without_a_pause(day: Day) -> None:
    day.timetable.refresh_seconds = 0.0
    assert day.timetable.refresh_seconds == 0.2

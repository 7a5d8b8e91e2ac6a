from __future__ import annotations

from collectors.model import Failure, Run, Trigger
from collectors.pace import PAUSE_SECONDS, Pace


class Heard:
    """What was told of, by its time."""

    def __init__(self) -> None:
        self.told: list[int] = []
        self.pace = Pace(lambda run: self.told.append(run.at))

    def hear(self, at: int, *, trigger: Trigger = Trigger.APPENDED, ended: bool = False) -> None:
        self.pace.hear(Run(at, trigger, turn_ended=ended), at / 1000)


def test_the_first_line_after_a_while_is_told_at_once() -> None:
    heard = Heard()
    heard.hear(0)
    later = round(PAUSE_SECONDS * 1000)
    heard.hear(later)
    assert heard.told == [0, later]


def test_lines_in_quick_succession_are_told_together() -> None:
    heard = Heard()
    for at in (0, 300, 600):
        heard.hear(at)
    assert heard.told == [0]
    assert heard.pace.wait(0.6) == PAUSE_SECONDS - 0.6
    heard.pace.catch_up(PAUSE_SECONDS)
    assert heard.told == [0, 600]
    assert heard.pace.wait(PAUSE_SECONDS) is None


def test_the_end_of_a_turn_does_not_wait() -> None:
    heard = Heard()
    heard.hear(0)
    heard.hear(300, ended=True)
    assert heard.told == [0, 300]


def test_other_runs_do_not_wait_and_tell_of_what_did() -> None:
    heard = Heard()
    heard.hear(0)
    heard.hear(100)
    heard.hear(200, trigger=Trigger.SAVE)
    assert heard.told == [0, 200]
    assert heard.pace.wait(0.2) is None


def test_a_tick_is_told_with_the_lines_of_a_session_at_work_and_stands_for_them() -> None:
    heard = Heard()
    heard.hear(0)
    heard.hear(100, trigger=Trigger.TICK)
    heard.hear(200)
    assert heard.told == [0]
    heard.pace.catch_up(PAUSE_SECONDS)
    assert heard.told == [0, 100]


def test_a_tick_does_not_wait_while_no_session_is_at_work() -> None:
    heard = Heard()
    heard.hear(0, trigger=Trigger.SAVE)
    heard.hear(100, trigger=Trigger.TICK)
    assert heard.told == [0, 100]


def test_a_tick_that_failed_does_not_wait() -> None:
    heard = Heard()
    heard.hear(0)
    heard.pace.hear(Run(100, Trigger.TICK, failures=(Failure("scan", "no"),)), 0.1)
    assert heard.told == [0, 100]


def test_a_shorter_pause_holds_for_ticks_too() -> None:
    heard = Heard()
    heard.pace.pause = 0.05
    heard.hear(0)
    heard.hear(100, trigger=Trigger.TICK)
    assert heard.told == [0, 100]


def test_nothing_is_told_before_its_time() -> None:
    heard = Heard()
    heard.hear(0)
    heard.hear(100)
    heard.pace.catch_up(0.5)
    assert heard.told == [0]

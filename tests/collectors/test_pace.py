from __future__ import annotations

from collectors.model import Run, Trigger
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
    heard.hear(2000)
    assert heard.told == [0, 2000]


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
    heard.hear(200, trigger=Trigger.TICK)
    assert heard.told == [0, 200]
    assert heard.pace.wait(0.2) is None


def test_nothing_is_told_before_its_time() -> None:
    heard = Heard()
    heard.hear(0)
    heard.hear(100)
    heard.pace.catch_up(0.5)
    assert heard.told == [0]

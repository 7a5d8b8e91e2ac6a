from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from collectors.agenda import Agenda, Errand
from collectors.model import Trigger


def saved(*paths: str) -> frozenset[str]:
    return frozenset(paths)


def ticking(seconds: float = 5.0) -> Agenda:
    agenda = Agenda()
    agenda.repeat(Trigger.TICK, seconds=seconds, now=0.0)
    return agenda


def test_there_is_nothing_to_do_before_anything_is_asked() -> None:
    assert Agenda().next(0.0) is None
    assert Agenda().wait(0.0) is None


def test_an_errand_is_done_once() -> None:
    agenda = Agenda()
    agenda.ask(Trigger.ASKED)
    assert agenda.wait(0.0) == 0.0
    assert agenda.next(0.0) == Errand(Trigger.ASKED)
    assert agenda.next(0.0) is None


def test_saves_that_wait_become_one() -> None:
    agenda = Agenda()
    agenda.ask(Trigger.SAVE, saved("a.md"))
    agenda.ask(Trigger.SAVE, saved("b.md"))
    assert agenda.next(0.0) == Errand(Trigger.SAVE, saved("a.md", "b.md"))


def test_only_a_save_that_waits_presses() -> None:
    agenda = Agenda()
    agenda.ask(Trigger.TICK)
    pressed = [agenda.is_pressed]
    agenda.ask(Trigger.SAVE)
    pressed.append(agenda.is_pressed)
    agenda.next(0.0)
    assert [*pressed, agenda.is_pressed] == [False, True, False]


def test_what_may_be_anything_stays_anything() -> None:
    agenda = Agenda()
    agenda.ask(Trigger.ASKED, saved("a.md"))
    agenda.ask(Trigger.ASKED)
    agenda.ask(Trigger.ASKED, saved("b.md"))
    assert agenda.next(0.0) == Errand(Trigger.ASKED)


def test_the_start_comes_first_and_a_save_before_a_tick() -> None:
    agenda = ticking()
    for trigger in (Trigger.RESCAN, Trigger.ASKED, Trigger.SAVE, Trigger.START):
        agenda.ask(trigger)
    done = [errand.trigger for _ in range(5) if (errand := agenda.next(5.0))]
    expected = ["start", "save", "asked", "rescan", "tick"]
    assert [trigger.value for trigger in done] == expected


def test_saves_without_end_do_not_hold_up_a_tick() -> None:
    agenda = ticking()
    done = []
    for _ in range(3):
        agenda.ask(Trigger.SAVE, saved("a.md"))
        errand = agenda.next(5.0)
        assert errand
        done.append(errand.trigger)
    assert done == [Trigger.SAVE, Trigger.TICK, Trigger.SAVE]


def test_a_tick_is_due_after_its_period() -> None:
    agenda = ticking(5.0)
    assert agenda.next(4.9) is None
    assert agenda.wait(4.0) == 1.0
    assert agenda.next(5.0) == Errand(Trigger.TICK)
    assert agenda.wait(5.0) == 5.0


def test_the_first_tick_may_be_sooner() -> None:
    agenda = Agenda()
    agenda.repeat(Trigger.TICK, seconds=5.0, now=0.0, first=1.0)
    assert agenda.next(1.0) == Errand(Trigger.TICK)
    assert agenda.wait(1.0) == 5.0


def test_ticks_that_were_missed_are_dropped() -> None:
    agenda = ticking(5.0)
    assert agenda.next(23.0) == Errand(Trigger.TICK)
    assert agenda.next(23.0) is None
    assert agenda.wait(23.0) == 2.0


def test_a_shorter_period_holds_at_once() -> None:
    agenda = ticking(60.0)
    agenda.repeat(Trigger.TICK, seconds=2.0, now=10.0)
    assert agenda.wait(10.0) == 2.0


def test_a_longer_period_holds_from_the_next_tick_on() -> None:
    agenda = ticking(2.0)
    agenda.repeat(Trigger.TICK, seconds=60.0, now=1.0)
    assert agenda.next(2.0) == Errand(Trigger.TICK)
    assert agenda.wait(2.0) == 60.0


def test_repeating_what_repeats_already_changes_nothing() -> None:
    agenda = ticking(5.0)
    agenda.repeat(Trigger.TICK, seconds=5.0, now=4.0)
    assert agenda.wait(4.0) == 1.0


@given(st.lists(st.floats(0.01, 30), min_size=1, max_size=30), st.floats(0.2, 60))
@example(pauses=[4.0], period=0.2)
def test_ticks_never_pile_up(pauses: list[float], period: float) -> None:
    agenda, now = ticking(period), 0.0
    for pause in pauses:
        now += pause
        agenda.next(now)
        assert agenda.next(now) is None
        assert 0 < (agenda.wait(now) or 0) <= period * 1.001

from __future__ import annotations

import queue

from hypothesis import given
from hypothesis import strategies as st

from collectors.debounce import LONGEST_SECONDS, QUIET_SECONDS, Bursts, Debounce

PATIENCE = 10.0


def test_there_is_nothing_to_wait_for_before_a_save() -> None:
    debounce = Debounce()
    assert debounce.wait(0.0) is None
    assert debounce.take(0.0) is None


def test_a_burst_is_over_when_it_was_quiet_long_enough() -> None:
    debounce = Debounce()
    debounce.note("a.md", 10.0)
    assert debounce.take(10.0 + QUIET_SECONDS / 2) is None
    assert debounce.take(10.0 + QUIET_SECONDS) == frozenset({"a.md"})


def test_every_save_prolongs_the_wait() -> None:
    debounce = Debounce()
    debounce.note("a.md", 1.0)
    debounce.note("b.md", 1.0625)
    assert debounce.take(1.0 + QUIET_SECONDS) is None
    assert debounce.take(1.0625 + QUIET_SECONDS) == frozenset({"a.md", "b.md"})


def test_a_burst_without_end_is_cut() -> None:
    debounce = Debounce()
    for save in range(8):
        debounce.note("a.md", save / 16)
    assert debounce.wait(7 / 16) == LONGEST_SECONDS - 7 / 16
    assert debounce.take(LONGEST_SECONDS) == frozenset({"a.md"})


def test_a_burst_is_handed_over_once() -> None:
    debounce = Debounce()
    debounce.note("a.md", 0.0)
    assert debounce.take(1.0) == frozenset({"a.md"})
    assert debounce.take(2.0) is None


def test_lost_saves_make_everything_suspect() -> None:
    debounce = Debounce()
    debounce.note("a.md", 0.0)
    debounce.lose(0.0)
    assert debounce.take(1.0) == frozenset()


@given(st.lists(st.tuples(st.integers(0, 9), st.floats(0, 1)), max_size=40))
def test_no_save_is_lost_and_none_waits_too_long(saves: list[tuple[int, float]]) -> None:
    debounce, now, told = Debounce(), 0.0, set[str]()
    for name, pause in saves:
        wait = debounce.wait(now)
        assert wait is None or wait <= LONGEST_SECONDS
        now += pause
        told |= debounce.take(now) or set()
        debounce.note(str(name), now)
    assert told | (debounce.take(now + LONGEST_SECONDS) or set()) == {
        str(name) for name, _ in saves
    }


def test_a_burst_is_told_by_a_thread_of_its_own() -> None:
    told: queue.Queue[frozenset[str]] = queue.Queue()
    bursts = Bursts(told.put)
    bursts.start()
    bursts.note("a.md")
    assert told.get(timeout=PATIENCE) == frozenset({"a.md"})
    bursts.lose()
    assert told.get(timeout=PATIENCE) == frozenset()
    bursts.stop()
    assert not bursts.running


def test_stopping_what_never_began_is_fine() -> None:
    bursts = Bursts(lambda _: None)
    bursts.stop()
    assert not bursts.running


def test_how_long_a_burst_lasts_may_be_said() -> None:
    debounce = Debounce(quiet=2.0, longest=3.0)
    debounce.note("a.md", 10.0)
    assert debounce.wait(10.0) == 2.0
    debounce.note("a.md", 11.5)
    assert debounce.wait(11.5) == 1.5

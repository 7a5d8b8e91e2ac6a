"""Runs that wait to be written, and the count of those that could not."""

from __future__ import annotations

from collectors.store.batch import Batch
from collectors.store.waiting_runs import WaitingRuns
from tests.collectors.store.builders import NOON, tick


def waiting(many: int) -> WaitingRuns:
    runs = WaitingRuns()
    for number in range(many):
        runs.put(tick(NOON + number), Batch())
    return runs


def test_the_oldest_goes_first_and_again_when_it_is_put_back() -> None:
    runs = waiting(2)
    first = runs.take()
    runs.put_back(*first)
    assert [runs.take()[0].at, runs.take()[0].at] == [NOON, NOON + 1]
    assert not runs


def test_nothing_is_blocked_while_nothing_waits() -> None:
    runs = WaitingRuns()
    runs.block("disk full")
    assert (runs.blocked, runs.trouble) == ("", "")
    runs.put(tick(), Batch())
    assert (runs.blocked, runs.trouble) == (
        "disk full",
        "not recording: disk full, 1 run waiting, 0 lost",
    )


def test_what_is_too_much_is_lost_from_the_oldest_on_and_told_until_that_was_written() -> None:
    runs = waiting(121)
    runs.block("disk full")
    assert runs.take()[0].at == NOON + 1
    for _ in range(2):
        (event,) = runs.loss(NOON)
        assert (event.kind, event.detail) == (
            "samples-dropped",
            "1 run was not recorded: disk full",
        )
    runs.forget_loss()
    assert runs.loss(NOON) == ()

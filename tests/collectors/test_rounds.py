from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from collectors.agenda import Errand
from collectors.clock import Clock
from collectors.errors import StoreError
from collectors.framework.module import Framework
from collectors.model import Collector, Run, Sample, Status, Trigger
from collectors.rounds import Rounds
from collectors.session import Request
from collectors.store import Store
from collectors.tokens import RememberedTokenizer, digest
from tests.collectors.framework.parts import framework, part
from tests.collectors.scripted import Doing, Scripted, Second, Sources
from tests.collectors.sites import Characters
from tests.collectors.store.builders import bulky, fill_disk

TICK = Errand(Trigger.TICK)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.at(tmp_path / "store.sqlite3", writable=True) as store:
        yield store


def rounds(
    store: Store,
    *collectors: Collector,
    clock: Clock | None = None,
    halt: threading.Event | None = None,
) -> Rounds:
    tokenizer = RememberedTokenizer(Characters(), {})
    return Rounds(
        store, collectors, tokenizer, clock=clock or Clock(), halt=halt or threading.Event()
    )


def stored_metrics(store: Store) -> set[str]:
    return {series.metric for series in store.measurements.series()}


def test_what_collectors_yield_is_stored_with_its_run(store: Store) -> None:
    run = rounds(store, Scripted(Sample("load_average", 1.5))).run(
        Errand(Trigger.SAVE, frozenset({"b.md", "a.md"}))
    )
    assert run.paths == ("a.md", "b.md")
    assert store.runs(0) == (run,)
    assert "load_average" in stored_metrics(store)


def test_what_editors_save_beside_modules_is_not_what_was_saved(store: Store) -> None:
    before, after = framework(part("old.md")), framework(part("new.md"))
    measuring = rounds(store, Scripted(after))
    measuring.framework = before
    saved = frozenset({"old.md", "new.md", "sedFbQgiX", "4913", ".#new.md", "new.md~"})
    assert measuring.run(Errand(Trigger.SAVE, saved)).paths == ("new.md", "old.md")
    assert measuring.run(Errand(Trigger.SAVE, frozenset({"4913"}))).paths == ("4913",)


def test_a_collector_is_asked_only_for_what_it_answers_to(store: Store) -> None:
    always, ticks = Scripted(), Second()
    measuring = rounds(store, always, ticks)
    measuring.run(Errand(Trigger.SAVE, frozenset({"a.md"})))
    measuring.run(TICK)
    assert (len(always.occasions), len(ticks.occasions)) == (2, 1)


def test_a_later_collector_sees_the_framework_an_earlier_one_found(store: Store) -> None:
    found, later = Framework(root="/here"), Second()
    measuring = rounds(store, Scripted(found), later)
    measuring.run(TICK)
    assert later.occasions[0].framework is found
    assert measuring.framework is found


def test_the_framework_of_an_earlier_process_is_known_at_once(store: Store) -> None:
    rounds(store, Scripted(Framework(root="/here", layout="plugin"))).run(TICK)
    assert rounds(store).framework.layout == "plugin"


def test_a_failure_keeps_what_came_before_it_and_those_after_it(store: Store) -> None:
    failing = Scripted(Sample("load_average", 1.0), error=OSError("disk on fire"))
    later = Second(Sample("canary_seconds", 0.1))
    run = rounds(store, failing, later).run(TICK)
    (failure,) = run.failures
    assert (failure.collector, failure.error) == ("scripted", "OSError: disk on fire")
    assert {"load_average", "canary_seconds"} <= stored_metrics(store)


def test_the_time_of_every_collector_is_a_sample(store: Store) -> None:
    sources = Sources()
    slow = Doing(lambda: sources.pass_seconds(0.25))
    run = rounds(store, slow, clock=sources.clock()).run(TICK)
    (series,) = store.measurements.series()
    ((_, _, value),) = store.measurements.samples(after=0, until=run.at + 1)
    assert (series.metric, series.labels) == ("tick_seconds", (("collector", "doing"),))
    assert (value, run.seconds) == (0.25, 0.25)


def test_a_status_is_stored_when_it_changes(store: Store) -> None:
    calm = Status("watch", degraded=False, detail="3 folders watched")
    wild = Status("watch", degraded=True, detail="degraded: polling")
    measuring = rounds(store)
    assert [measuring._is_news(status) for status in (calm, calm, wild)] == [True, False, True]
    measuring.run(TICK, (calm,))
    assert store.statuses() == (calm,)


def test_a_clock_that_jumped_is_an_event_of_the_next_run(store: Store) -> None:
    sources = Sources()
    measuring = rounds(store, clock=sources.clock())
    sources.wall += 3600
    run = measuring.run(TICK)
    (event,) = store.events(0)
    assert (event.kind, run.at) == ("clock-jump", 1_003_600_000)


def test_new_token_counts_are_remembered(store: Store) -> None:
    measuring = rounds(store)
    measuring.tokenizer.count("plan")
    measuring.run(TICK)
    assert store.token_counts() == {digest(b"plan"): 4}


def test_a_run_is_cut_short_when_it_is_time_to_go(store: Store) -> None:
    halt = threading.Event()
    later = Second()
    run = rounds(store, Doing(halt.set), later, halt=halt).run(TICK)
    assert later.occasions == []
    assert store.runs(0) == (run,)


def test_closing_lets_go_of_collectors_and_store(tmp_path: Path) -> None:
    path = tmp_path / "store.sqlite3"
    holding = Scripted()
    rounds(Store.at(path, writable=True), holding).close()
    assert holding.closed
    Store.at(path, writable=True).close()


class Refusing(Store):
    """A store that cannot be written."""

    def add(self, run: Run, records: object) -> None:
        raise StoreError(f"{run.at} {records}: no")


def test_a_store_that_cannot_be_written_is_the_callers_matter(tmp_path: Path) -> None:
    with Refusing(tmp_path / "store.sqlite3", writable=True) as store, pytest.raises(StoreError):
        rounds(store).run(TICK)


class Reading(Scripted):
    """A collector that reads on, and tells how often it was to forget where it was."""

    unfinished = True
    folders: tuple[str, ...] = ("/somewhere",)

    def __init__(self) -> None:
        super().__init__(*(bulky(number) for number in range(9)))
        self.forgotten = 0

    def forget(self) -> None:
        self.forgotten += 1


def test_what_is_left_to_read_and_where_is_known(store: Store) -> None:
    measuring = rounds(store, Reading(), Scripted())
    assert (measuring.unfinished, measuring.folders) == (True, ("/somewhere",))
    assert not rounds(store, Scripted()).unfinished


def test_the_words_of_a_file_are_in_no_error(store: Store) -> None:
    reading = Reading()
    reading.error = ValueError("a secret")
    run = rounds(store, reading).run(TICK)
    assert [failure.error for failure in run.failures] == ["ValueError"]


def test_nothing_is_read_on_while_it_might_be_lost(tmp_path: Path) -> None:
    reading, always = Reading(), Scripted()
    with Store.at(tmp_path / "full.sqlite3", writable=True) as full:
        measuring = rounds(full, reading, always)
        fill_disk(full)
        measuring.run(TICK)
        assert full.blocked
        measuring.run(TICK)
        assert not measuring.unfinished
    assert (len(reading.occasions), reading.forgotten, len(always.occasions)) == (1, 1, 2)


ANSWERED = Request("1a", "2b", 1, "opus", stop_reason="end_turn")


@pytest.mark.parametrize("reply", [ANSWERED, replace(ANSWERED, stop_reason="", error="500")])
def test_a_run_knows_that_it_told_of_a_turns_end(store: Store, reply: Request) -> None:
    assert rounds(store, Scripted(reply)).run(TICK).turn_ended


@pytest.mark.parametrize(
    "reply",
    [
        replace(ANSWERED, stop_reason=""),
        replace(ANSWERED, stop_reason="tool_use"),
        replace(ANSWERED, agent="3c"),
    ],
)
def test_a_run_knows_that_a_turn_goes_on(store: Store, reply: Request) -> None:
    assert not rounds(store, Scripted(reply)).run(TICK).turn_ended

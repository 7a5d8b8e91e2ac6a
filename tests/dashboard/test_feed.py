from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from collectors.config import Config
from collectors.errors import BaselineError, StoreError
from collectors.model import Event
from collectors.session import Session
from dashboard.analysis.alerting.concern import concerns
from dashboard.connection import Connection, Details, OnRun
from dashboard.feed import Feed
from dashboard.messages import Connected, ConnectFailed, ReadingFailed, ReadingTaken
from dashboard.sessions import Detail
from tests.dashboard.builders import NOW
from tests.dashboard.fakes import FakeClock, FakeRecorder, FakeSource
from tests.dashboard.harbor import a_reading
from tests.dashboard.worse import a_worse_reading


def a_feed(recorder: FakeRecorder | None = None, *, source: FakeSource | None = None) -> Feed:
    """A feed that is open."""
    connection = Connection(source or FakeSource(a_reading()), recorder)
    feed = Feed(Path("/x"), Config(), connect=lambda _: connection, clock=FakeClock())
    opened = feed.open(lambda _: None)
    assert isinstance(opened, Connected)
    feed.start(opened.connection)
    return feed


def test_one_reading_is_taken_at_a_time_and_one_more_when_it_was_wanted_meanwhile() -> None:
    feed = a_feed()
    assert feed.begin()
    assert not feed.begin()
    assert not feed.begin()
    assert feed.finish()
    assert feed.begin()
    assert not feed.finish()


def test_nothing_is_read_before_there_is_a_connection() -> None:
    feed = Feed(
        Path("/x"),
        Config(),
        connect=lambda _: Connection(FakeSource(a_reading())),
        clock=FakeClock(),
    )
    assert not feed.begin()
    assert isinstance(feed.read(), ReadingFailed)


def test_a_reading_is_a_message() -> None:
    taken = a_feed().read()
    assert isinstance(taken, ReadingTaken)
    assert taken.reading.snapshot == a_reading().snapshot


def test_a_source_that_cannot_be_read_is_a_message_too() -> None:
    failed = a_feed(source=FakeSource(a_reading(), failure="locked")).read()
    assert isinstance(failed, ReadingFailed)
    assert failed.reason == "locked"


def test_a_connection_that_cannot_be_made_is_a_message_too() -> None:
    def connect(_on_run: OnRun) -> Connection:
        raise StoreError("newer than this perfdash")

    failed = Feed(Path("/x"), Config(), connect=connect, clock=FakeClock()).open(lambda _: None)
    assert isinstance(failed, ConnectFailed)
    assert failed.reason == "newer than this perfdash"


def test_a_recorder_is_told_everything() -> None:
    recorder = FakeRecorder()
    feed = a_feed(recorder)
    feed.run_now()
    feed.refresh_every(2.0)
    feed.stop()
    assert recorder.calls == ["start", "asked", "stop"]
    assert recorder.refresh_seconds == 2.0


def test_a_viewer_measures_nothing() -> None:
    feed = a_feed()
    feed.run_now()
    feed.stop()
    assert not feed.measures
    assert a_feed(FakeRecorder()).measures


def test_a_baseline_is_pinned_by_whoever_records() -> None:
    recorder = FakeRecorder()
    asked = a_feed(recorder).pin_baseline()
    assert asked.said == "pinning the baseline default"
    assert (asked.failure, recorder.calls[-1]) == ("", "pin")


def test_what_became_of_a_baseline_is_told_once() -> None:
    feed = a_feed(FakeRecorder())
    old, new = (Event(at, "baseline-pinned", said) for at, said in ((NOW - 1, "old"), (NOW, "new")))
    snapshot = replace(a_reading().snapshot, events=(old, new))
    assert feed.answer(snapshot) == ""
    feed.pin_baseline()
    assert feed.answer(replace(snapshot, events=(old,))) == ""
    assert feed.answer(snapshot) == "new"
    assert feed.answer(snapshot) == ""


def test_who_only_views_pins_nothing() -> None:
    assert "only views" in a_feed().pin_baseline().failure


def test_a_baseline_that_cannot_be_asked_for_says_why() -> None:
    class Stuck(FakeRecorder):
        def pin_baseline(self) -> None:
            raise BaselineError("no room")

    assert a_feed(Stuck()).pin_baseline().failure == "no room"


def test_texts_that_cannot_be_read_are_a_message_too() -> None:
    def kept(_: str) -> bytes:
        raise StoreError("locked")

    reading = a_worse_reading()
    connection = Connection(FakeSource(reading), kept=kept)
    feed = Feed(Path("/x"), Config(), connect=lambda _: connection, clock=FakeClock())
    feed.start(connection)
    (concern, *_) = concerns(reading.verdict, reading.snapshot).active
    read = feed.texts(concern, reading)
    assert [change.note for change in read.changes] == ["locked"]


def a_feed_of(details: Details) -> Feed:
    """A feed that knows of sessions."""
    connection = Connection(FakeSource(a_reading()), details=details)
    feed = Feed(Path("/x"), Config(), connect=lambda _: connection, clock=FakeClock())
    feed.start(connection)
    return feed


def test_a_session_is_read_when_it_is_asked_for() -> None:
    read = a_feed_of(lambda session: Detail(Session(session))).detail("abc")
    assert (read.session, read.failure) == ("abc", "")
    assert read.detail == Detail(Session("abc"))


def test_a_session_that_cannot_be_read_is_a_message_too() -> None:
    def unreadable(_: str) -> Detail | None:
        raise StoreError("locked")

    read = a_feed_of(unreadable).detail("abc")
    assert (read.detail, read.failure) == (None, "locked")
    unconnected = Feed(Path("/x"), Config(), connect=unconnectable, clock=FakeClock())
    assert unconnected.detail("abc").detail is None


def unconnectable(_: OnRun) -> Connection:
    raise StoreError("nowhere")


def test_who_reads_is_told_whose_sessions_to_show() -> None:
    wishes = list[bool]()
    connection = Connection(FakeSource(a_reading()), show_all_roots=wishes.append)
    feed = Feed(Path("/x"), Config(), connect=unconnectable, clock=FakeClock())
    feed.show_all_roots(wanted=True)
    feed.start(connection)
    feed.show_all_roots(wanted=True)
    feed.show_all_roots(wanted=False)
    assert wishes == [True, False]

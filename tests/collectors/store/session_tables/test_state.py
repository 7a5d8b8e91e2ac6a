"""What is known of all sessions together."""

from __future__ import annotations

from pathlib import Path

from collectors.presence import Living, Presence
from collectors.session import Rating, Scope
from collectors.session_progress import Backlog
from tests.collectors.store.builders import NOON, reader_at, tick, writer_at
from tests.collectors.store.session_tables.records import A, B, a_transcript

HERE = Presence((Living(A, 4711, busy=True), Living(B, 4712, busy=False)))


def test_the_last_word_counts(tmp_path: Path) -> None:
    with writer_at(tmp_path) as store:
        store.add(tick(), [Presence(), HERE, Backlog(3, 4, 5), Scope(all_roots=True)])
    with reader_at(tmp_path) as store:
        assert (store.sessions.presence(), store.sessions.backlog()) == (HERE, Backlog(3, 4, 5))
        assert store.sessions.all_roots()


def test_before_any_word_nothing_is_known(tmp_path: Path) -> None:
    with writer_at(tmp_path) as store:
        assert (store.sessions.presence(), store.sessions.backlog()) == (Presence(), Backlog())
        assert not store.sessions.all_roots()


def test_a_later_rating_takes_the_place_of_an_earlier_one(tmp_path: Path) -> None:
    with writer_at(tmp_path) as store:
        store.add(tick(), [Rating(A, NOON + 9, 5), Rating(A, NOON, 1), Rating(B, NOON + 1, 3)])
        assert store.sessions.ratings() == (Rating(B, NOON + 1, 3), Rating(A, NOON + 9, 5))


def test_positions_come_back_as_they_were_told(tmp_path: Path) -> None:
    with writer_at(tmp_path) as store:
        store.add(tick(), [a_transcript(), a_transcript("other")])
    with reader_at(tmp_path) as store:
        known = store.sessions.transcripts()
        assert known == {it.file: it for it in (a_transcript(), a_transcript("other"))}


def test_what_was_not_understood_is_told_of_what_was_read_since(tmp_path: Path) -> None:
    with writer_at(tmp_path) as store:
        store.add(tick(), [a_transcript()])
        seen = store.sessions.revision()
        store.add(tick(), [a_transcript("other")])
        (odd,) = store.sessions.oddities(seen).values()
        assert (odd.file, odd.broken_lines) == (a_transcript("other").file, 1)
        assert odd.unknown == (("new-type", 2),)

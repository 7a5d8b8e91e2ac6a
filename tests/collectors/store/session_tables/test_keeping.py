"""What is read of sessions is kept once, however often and in whatever order it is told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import permutations
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from collectors.session import Compaction, Retry, Session, ToolCall, Turn, hashed
from collectors.session_record import SessionRecord
from collectors.store import Store
from collectors.store.session_tables.detail import SessionRows
from tests.collectors.store.builders import database, reader_at, tick, writer_at
from tests.collectors.store.session_tables.records import (
    A,
    B,
    a_call,
    a_request,
    a_session,
    a_turn,
)
from tests.collectors.store.session_tables.strategies import RECORDS


def kept(store: Store, session: str = A, after: int = 0) -> SessionRows:
    return store.sessions.rows(session, after)


def test_rows_come_back_as_they_were_told(tmp_path: Path) -> None:
    full = replace(
        a_request(error="500"),
        agent=hashed("g"),
        agent_type="Explore",
        first_token_seconds=0.25,
        thinking_seconds=1.5,
        shape="shape",
        skill="plan",
        speed="fast",
        geography="us",
        web_searches=3,
    )
    call = ToolCall(
        *(hashed("c"), A, "mcp__github__search", 4, hashed("t"), hashed("r")),
        *(hashed("g"), 9, True, 6),
    )
    turn = Turn(hashed("t"), A, 1, 9, 7.5, "/plan", by_user=False, interrupted=True, claim=3)
    compaction = Compaction(hashed("x"), A, 5, hashed("t"), "auto", 180_000, 9_000, 20.5, 2)
    retry = Retry(hashed("y"), A, 6, hashed("t"), "529", 1.5, 2)
    session = Session(A, "/home/dev/é", "2.1.328", 1, 9, 8, 1.25, forked=True)
    records: list[SessionRecord] = [full, call, turn, compaction, retry, session]
    with writer_at(tmp_path) as store:
        store.add(tick(), records)
    with reader_at(tmp_path) as store:
        rows = ((turn,), (full,), (call,), (compaction,), (retry,))
        assert kept(store) == SessionRows(session, 1, *rows)
        assert store.sessions.changed() == (session,)


def test_a_reader_asks_for_what_changed(tmp_path: Path) -> None:
    with writer_at(tmp_path) as store:
        store.add(tick(), [a_session(), a_session(B), a_request("one"), a_request("two")])
        seen = store.sessions.revision()
        store.add(tick(), [a_request("two", output=99)])
        assert [it.id for it in store.sessions.changed(after=seen)] == [A]
        changed = kept(store, after=seen)
        assert (changed.whole, changed.revision) == (False, seen + 1)
        assert changed.requests == (a_request("two", output=99),)


def test_what_tells_nothing_new_changes_nothing(tmp_path: Path) -> None:
    records: list[SessionRecord] = [a_session(), a_request(), a_call(), a_turn()]
    with writer_at(tmp_path) as store:
        store.add(tick(), records)
        seen = store.sessions.revision()
        store.add(tick(), records)
        assert store.sessions.changed(after=seen) == ()
        assert kept(store, after=seen).requests == ()


def test_a_fork_that_was_read_first_loses_what_it_copied(tmp_path: Path) -> None:
    with writer_at(tmp_path) as store:
        own = a_request("its own", session=B, claim=9)
        store.add(tick(), [a_session(B), a_request(session=B, claim=9), own])
        seen = store.sessions.revision()
        store.add(tick(), [a_session(), a_request(claim=3)])
        assert [(it.id, it.forked) for it in store.sessions.changed(after=seen)] == sorted(
            [(A, False), (B, True)]
        )
        assert kept(store).requests == (a_request(claim=3),)
        rest = kept(store, B, after=seen)
        assert (rest.whole, rest.requests) == (True, (own,))


def test_a_fork_that_was_read_later_is_known_as_one(tmp_path: Path) -> None:
    with writer_at(tmp_path) as store:
        store.add(tick(), [a_session(), a_request(claim=3)])
        seen = store.sessions.revision()
        store.add(tick(), [a_session(B), a_request(session=B, claim=9)])
        assert [(it.id, it.forked) for it in store.sessions.changed(after=seen)] == [(B, True)]
        assert kept(store, B).requests == ()


def test_rows_of_a_session_nobody_named_are_kept(tmp_path: Path) -> None:
    with writer_at(tmp_path) as store:
        store.add(tick(), [a_request()])
        assert (store.sessions.changed(), kept(store).requests) == ((Session(A),), (a_request(),))


def test_a_session_that_any_row_names_is_known(tmp_path: Path) -> None:
    with writer_at(tmp_path) as store:
        store.add(tick(), [a_turn(session=B, claim=9), a_turn(claim=3)])
        assert {it.id for it in store.sessions.changed()} == {A, B}
        assert kept(store, B).turns == ()


def test_a_name_that_is_no_utf_8_is_spelt_out(tmp_path: Path) -> None:
    with writer_at(tmp_path) as store:
        store.add(tick(), [a_session(root="/home/\udcff"), replace(a_call(), name="T\ud800")])
        assert store.sessions.changed()[0].root == "/home/\\udcff"


def test_changed_rows_are_found_without_a_scan(tmp_path: Path) -> None:
    with writer_at(tmp_path) as store:
        for table in ("request", "tool_call", "turn", "compaction", "retry"):
            plan = database(store).execute(
                f"EXPLAIN QUERY PLAN SELECT * FROM {table} WHERE session = 1 AND revision > 2"
            )
            (step,) = (row[3] for row in plan)
            assert step.startswith(f"SEARCH {table} USING INDEX {table}_session")


def test_a_store_of_an_older_perfdash_has_none(tmp_path: Path) -> None:
    with writer_at(tmp_path) as store:
        db = database(store)
        for table in ("session", "transcript", "rating", "session_state"):
            db.execute(f"DROP TABLE {table}")
        db.execute("PRAGMA user_version=4")
        assert (
            store.sessions.changed(),
            store.sessions.transcripts(),
            store.sessions.ratings(),
        ) == ((), {}, ())
        assert (kept(store).requests, store.sessions.all_roots(), store.sessions.oddities()) == (
            (),
            False,
            {},
        )
        assert store.sessions.presence().living == ()
        assert store.sessions.backlog().files == 0


@settings(max_examples=30, deadline=None)
@given(st.lists(RECORDS, max_size=12), st.data())
def test_neither_order_nor_batches_matter(
    records: list[SessionRecord], data: st.DataObject
) -> None:
    shuffled = data.draw(st.permutations(records))
    cut = data.draw(st.integers(0, len(records)))
    in_one = stored([records])
    assert stored([shuffled[:cut], shuffled[cut:]]) == in_one
    assert stored([[record] for record in shuffled]) == in_one
    assert stored([records, records]) == in_one


@pytest.mark.parametrize("order", list(permutations((0, 1, 2))))
def test_forks_are_told_whatever_is_read_first(tmp_path: Path, order: Sequence[int]) -> None:
    made, copied = a_request(claim=0), a_request(session=B, claim=9)
    records = (made, copied, a_request("two", B, claim=0))
    with writer_at(tmp_path) as store:
        for number in order:
            store.add(tick(), [records[number]])
        assert {it.id: it.forked for it in store.sessions.changed()} == {A: False, B: True}


@pytest.mark.parametrize("order", list(permutations((0, 1, 2, 3))))
def test_files_of_sub_agents_make_no_session_a_fork_of_its_own(
    tmp_path: Path, order: Sequence[int]
) -> None:
    """A session written to after it was forked repeats what its older sub-agent did."""
    aside = replace(a_request("aside", claim=1), agent=hashed("agent"))
    records = (
        aside,
        replace(aside, claim=9),
        replace(aside, session=B, claim=5),
        a_request("own", claim=0),
    )
    with writer_at(tmp_path) as store:
        for number in order:
            store.add(tick(), [records[number]])
        store.add(tick(), [a_request("own", B, claim=5)])
        assert {it.id: it.forked for it in store.sessions.changed()} == {A: False, B: True}


@pytest.mark.parametrize("order", list(permutations((0, 1, 2))))
def test_a_turn_is_the_one_of_the_session_that_is_sure_of_it(
    tmp_path: Path, order: Sequence[int]
) -> None:
    """A fork gave the turns that it copied the id of its own."""
    own = replace(a_turn(session=B, claim=0), started_at=900)
    copy = replace(own, session=A, claim=1, started_at=100, command="copied", ended_at=9_999)
    records = (own, copy, replace(copy, claim=7, session=B))
    with writer_at(tmp_path) as store:
        for number in order:
            store.add(tick(), [records[number]])
        assert kept(store, B).turns == (own,)
        assert kept(store, A).turns == ()


def stored(batches: Sequence[Sequence[SessionRecord]]) -> list[object]:
    """All that is stored at the end, but for revisions, and for which sessions are forks.

    A session that claims one request more and less than another may be called a fork or not.
    """
    with TemporaryDirectory() as folder, writer_at(Path(folder)) as store:
        for batch in batches:
            store.add(tick(), batch)
        rows = [replace(store.sessions.rows(session), revision=0) for session in (A, B)]
        known = [replace(it, forked=False) for it in store.sessions.changed()]
        return [known, *(without_order(replace(it, session=Session(A))) for it in rows)]


def without_order(rows: SessionRows) -> SessionRows:
    return replace(
        rows,
        turns=tuple(sorted(rows.turns, key=lambda it: it.id)),
        requests=tuple(sorted(rows.requests, key=lambda it: it.id)),
        tool_calls=tuple(sorted(rows.tool_calls, key=lambda it: it.id)),
        compactions=tuple(sorted(rows.compactions, key=lambda it: it.id)),
        retries=tuple(sorted(rows.retries, key=lambda it: it.id)),
    )

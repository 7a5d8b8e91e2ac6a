"""Telemetry is joined to what transcripts tell, whichever comes first."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from collectors.session import Telemetry, TokenUse
from collectors.session_record import SessionRecord
from tests.collectors.store.builders import NOON, tick, writer_at
from tests.collectors.store.session_tables.records import (
    A,
    B,
    a_call,
    a_request,
    a_session,
    telemetry_of,
)

HIDDEN = Telemetry(
    "f" * 16, NOON, A, "", 4.0, 0.5, None, "claude-haiku-5", TokenUse(1, 2), "auxiliary"
)


@pytest.mark.parametrize("first", ["request", "telemetry"])
def test_the_measured_first_token_takes_the_place_of_one_worked_out(
    tmp_path: Path, first: str
) -> None:
    request = replace(a_request(), first_token_seconds=0.1)
    records: list[SessionRecord] = [request, telemetry_of(request, first_token=0.25)]
    with writer_at(tmp_path) as store:
        store.add(tick(), [a_session()])
        for record in records if first == "request" else reversed(records):
            seen = store.sessions.revision()
            store.add(tick(), [record])
        rows = store.sessions.rows(A, seen)
        assert [it.first_token_seconds for it in rows.requests] == [0.25]
        assert (rows.hidden, [it.id for it in store.sessions.changed(seen)]) == ((), [A])


def test_a_wait_for_permission_is_told_of_its_tool_call(tmp_path: Path) -> None:
    call = a_call()
    with writer_at(tmp_path) as store:
        store.add(tick(), [a_session(), call])
        seen = store.sessions.revision()
        store.add(tick(), [Telemetry(call.id, NOON, A, "Bash", permission_seconds=3.5)])
        assert [it.permission_seconds for it in store.sessions.rows(A, seen).tool_calls] == [3.5]


def test_a_request_that_no_transcript_shows_is_hidden(tmp_path: Path) -> None:
    with writer_at(tmp_path) as store:
        store.add(tick(), [a_session(), a_request(), HIDDEN, telemetry_of(a_request())])
        (hidden,) = store.sessions.rows(A).hidden
        assert (hidden.hidden, hidden.model, hidden.tokens) == (
            True,
            "claude-haiku-5",
            TokenUse(1, 2),
        )
        assert (hidden.started_at, hidden.ended_at) == (NOON - 4_000, NOON)
        assert len(store.sessions.rows(A).requests) == 1


def test_a_session_whose_hidden_request_another_one_shows_has_changed(tmp_path: Path) -> None:
    with writer_at(tmp_path) as store:
        store.add(tick(), [a_session(B), replace(telemetry_of(a_request()), session=B)])
        assert len(store.sessions.rows(B).hidden) == 1
        seen = store.sessions.revision()
        store.add(tick(), [a_request()])
        assert {it.id for it in store.sessions.changed(seen)} == {A, B}
        assert store.sessions.rows(B).hidden == ()


def test_telemetry_of_a_tool_is_no_request(tmp_path: Path) -> None:
    with writer_at(tmp_path) as store:
        store.add(tick(), [Telemetry("e" * 16, NOON, A, "Bash", permission_seconds=1.0)])
        assert store.sessions.rows(A).hidden == ()


def test_telemetry_without_a_key_is_left_out(tmp_path: Path) -> None:
    with writer_at(tmp_path) as store:
        store.add(tick(), [replace(HIDDEN, key="")])
        assert store.sessions.changed() == ()


def test_telemetry_told_in_parts_is_completed(tmp_path: Path) -> None:
    with writer_at(tmp_path) as store:
        store.add(tick(), [replace(HIDDEN, first_token_seconds=None)])
        store.add(tick(), [Telemetry(HIDDEN.key, NOON, A, first_token_seconds=0.5)])
        (hidden,) = store.sessions.rows(A).hidden
        assert (hidden.first_token_seconds, hidden.model) == (0.5, "claude-haiku-5")

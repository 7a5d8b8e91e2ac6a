"""What all panels promise of dev sessions, whatever a transcript told."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from collectors.config import Config
from collectors.session import Compaction, Request, Session, TokenUse, ToolCall, Turn
from collectors.session_progress import Backlog
from dashboard.analysis.sessions.cache_breaks import cache_breaks
from dashboard.analysis.sessions.session_verdict import session_verdict
from dashboard.analysis.verdict import Verdict
from dashboard.panels import PANELS
from dashboard.panels.panel import Panel
from dashboard.reading import Reading
from dashboard.sessions import Detail, Sessions, Summary, Usage
from dashboard.snapshot import Snapshot
from tests.dashboard.builders import NOW
from tests.dashboard.logbook import PRICES
from tests.dashboard.panels.test_drawing import NAMES, SIZES, harmless
from tests.dashboard.pieces import words

TIMES = st.integers(0, 2 * NOW) | st.integers(NOW - 9_000_000, NOW)
SECONDS = st.floats(0, 1e9)
COUNTS = st.integers(0, 10**12)
IDS = st.sampled_from(["", "one", "two"])
TOKENS = st.builds(TokenUse, COUNTS, COUNTS, COUNTS, COUNTS, COUNTS)
MODELS = NAMES | st.sampled_from(["claude-opus-5", "claude-haiku-5-5[1m]", "<synthetic>"])
REQUESTS = st.builds(
    Request,
    id=st.uuids().map(str),
    session=st.just("s"),
    ended_at=TIMES,
    model=MODELS,
    tokens=TOKENS,
    turn=IDS,
    agent=IDS,
    started_at=st.just(0) | TIMES,
    start_exact=st.booleans(),
    first_token_seconds=st.none() | SECONDS,
    thinking_seconds=SECONDS,
    error=st.sampled_from(["", "500"]),
    shape=IDS,
    speed=st.sampled_from(["", "fast"]),
)
CALLS = st.builds(
    ToolCall,
    id=st.uuids().map(str),
    session=st.just("s"),
    name=NAMES,
    started_at=TIMES,
    turn=IDS,
    ended_at=st.just(0) | TIMES,
    permission_seconds=st.none() | SECONDS,
)
TURNS = st.builds(
    Turn,
    id=IDS,
    session=st.just("s"),
    started_at=TIMES,
    ended_at=st.just(0) | TIMES,
    reported_seconds=st.none() | SECONDS,
    command=NAMES,
)
COMPACTIONS = st.builds(
    Compaction,
    id=st.just("c"),
    session=st.just("s"),
    at=TIMES,
    pre_tokens=COUNTS,
    post_tokens=COUNTS,
)
SESSIONS = st.builds(
    Session,
    id=st.just("s"),
    started_at=TIMES,
    last_at=TIMES,
    in_flight_since=st.just(0) | TIMES,
    reported_cost_usd=st.none() | st.floats(0, 1e9),
)
DETAILS = st.builds(
    Detail,
    SESSIONS,
    st.lists(TURNS, max_size=3, unique_by=lambda it: it.id).map(tuple),
    st.lists(REQUESTS, max_size=6).map(tuple),
    st.lists(CALLS, max_size=4).map(tuple),
    st.lists(COMPACTIONS, max_size=2).map(tuple),
)
SUMMARIES = st.builds(
    Summary,
    SESSIONS,
    usages=st.lists(
        st.builds(Usage, TIMES, MODELS, requests=COUNTS, tokens=TOKENS), max_size=3
    ).map(tuple),
)
SNAPSHOTS = st.builds(
    Snapshot,
    taken_at=st.just(NOW),
    window_seconds=st.just(3_600),
    prices=st.just(PRICES),
    days=st.just((NOW - 500_000_000, NOW - 30_000_000)),
    sessions=st.builds(
        Sessions,
        st.none() | DETAILS,
        live=st.booleans(),
        summaries=st.lists(SUMMARIES, max_size=2).map(tuple),
        backlog=st.builds(Backlog, COUNTS, COUNTS, COUNTS),
    ),
)


@pytest.mark.parametrize("panel", PANELS)
@settings(max_examples=60, deadline=None)
@given(snapshot=SNAPSHOTS, size=SIZES)
def test_a_panel_never_leaves_its_cells(
    panel: type[Panel], snapshot: Snapshot, size: tuple[int, int]
) -> None:
    verdict = Verdict(sessions=session_verdict(snapshot, Config()))
    reading = Reading(snapshot, verdict)
    lines = panel().draw(reading, *size).plain.split("\n")
    assert len(lines) <= size[1]
    assert max(map(cell_len, lines)) <= size[0]
    assert harmless("".join((*lines, *words(panel().headline(reading)))))


@given(SNAPSHOTS)
def test_what_was_written_again_had_been_written_before(snapshot: Snapshot) -> None:
    detail = snapshot.sessions.current
    found = {it.id: it.tokens for it in detail.requests} if detail else {}
    for it in cache_breaks(snapshot):
        assert 0 < it.rewritten <= found[it.request].cache_creation_input_tokens

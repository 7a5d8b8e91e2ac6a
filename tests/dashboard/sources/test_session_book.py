"""What a source says of sessions, read little by little."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from collectors.model import Run, Trigger
from collectors.presence import Living, Presence
from collectors.session import Rating, Request, Telemetry, TokenUse, ToolCall, Turn, hashed
from collectors.session_progress import Backlog
from collectors.session_record import SessionRecord
from collectors.store import Store
from dashboard.analysis.sessions.addition import added_tokens
from dashboard.analysis.sessions.as_one import as_one
from dashboard.sessions import PROMPT_BANDS, QUARTER_MS, QUIET_MS, Sessions
from dashboard.sources.running_sums import RunningSums
from dashboard.sources.session_book import SessionBook, Wanted, detail_of
from dashboard.sources.session_fold import Fold
from dashboard.sources.span import ALWAYS, FOREVER, Span
from tests.collectors.store.session_tables.records import (
    A,
    B,
    a_call,
    a_request,
    a_session,
    a_transcript,
    a_turn,
)
from tests.collectors.store.session_tables.strategies import RECORDS, VARIED, WORK

NOW = 1_800_014_400_000
HERE = Wanted("/home/dev/it")


@pytest.fixture
def book(store: Store) -> SessionBook:
    return SessionBook(store)


def put(store: Store, *records: SessionRecord) -> None:
    store.add(Run(NOW, Trigger.APPENDED), records)


def ids(sessions: Sessions) -> list[str]:
    return [it.session.id for it in sessions.summaries]


def test_an_empty_store_tells_of_no_session(book: SessionBook) -> None:
    assert book.sessions(NOW, HERE) == Sessions()


def test_the_newest_session_is_the_current_one(store: Store, book: SessionBook) -> None:
    put(store, a_session(), a_session(B, last_at=NOW + 5), a_request("x", B))
    sessions = book.sessions(NOW, HERE)
    assert (ids(sessions), sessions.live) == ([B, A], False)
    assert sessions.current is not None
    assert [it.id for it in sessions.current.requests] == [hashed("x")]


def test_one_that_runs_goes_before_a_newer_one(store: Store, book: SessionBook) -> None:
    here = Presence((Living(hashed("elsewhere"), 9, busy=True), Living(A, 8, busy=False)))
    put(store, a_session(), a_session(B, last_at=NOW + 5), here)
    sessions = book.sessions(NOW, HERE)
    assert sessions.current is not None
    assert (sessions.current.session.id, sessions.live) == (A, True)


def test_nobody_knows_who_runs_while_nobody_records(store: Store, book: SessionBook) -> None:
    put(store, a_session(), a_session(B, last_at=NOW + 5), Presence((Living(A, 8, busy=True),)))
    sessions = book.sessions(NOW, replace(HERE, recorded=False))
    assert sessions.current is not None
    assert (sessions.current.session.id, sessions.live) == (B, False)


def test_where_sessions_are_not_noted_the_newest_is_recent_for_a_while(
    store: Store, book: SessionBook
) -> None:
    put(store, a_session(last_at=NOW - 240_000), Presence(noted=False))
    said = [book.sessions(NOW + after, HERE) for after in (0, 59_999, 60_000)]
    assert [(it.live, it.recent) for it in said] == [(True, True), (True, True), (False, False)]
    assert said[0] is said[1]


@pytest.mark.parametrize(
    ("root", "shown"),
    [
        ("/home/dev/it", True),
        ("/home/dev/it/below", True),
        ("/home/dev/item", False),
        ("/home/dev", False),
        ("", False),
    ],
)
def test_a_root_has_the_sessions_that_began_in_it(
    store: Store, book: SessionBook, root: str, *, shown: bool
) -> None:
    put(store, a_session(root=root))
    sessions = book.sessions(NOW, HERE)
    assert (bool(sessions.summaries), sessions.current is not None) == (shown, shown)


def test_those_of_all_roots_are_shown_on_wish(store: Store, book: SessionBook) -> None:
    put(store, a_session(), a_session(B, root="/elsewhere", last_at=NOW + 5))
    assert ids(book.sessions(NOW, HERE)) == [A]
    everywhere = book.sessions(NOW, replace(HERE, all_roots=True))
    assert (ids(everywhere), everywhere.all_roots) == ([B, A], True)
    assert everywhere.current is not None
    assert everywhere.current.session.id == A
    assert ids(book.sessions(NOW, HERE)) == [A]


def test_in_claude_codes_own_folder_all_sessions_are_its(store: Store, book: SessionBook) -> None:
    put(store, a_session(), a_session(B, root="/elsewhere"))
    assert set(ids(book.sessions(NOW, Wanted()))) == {A, B}


def test_while_nothing_changes_it_is_the_same_object(store: Store, book: SessionBook) -> None:
    put(store, a_session(), a_turn(), a_request())
    before = book.sessions(NOW, HERE)
    assert book.sessions(NOW + 1, HERE) is before


def test_what_did_not_change_is_the_same_object(store: Store, book: SessionBook) -> None:
    put(store, a_session(), a_request(), a_session(B, last_at=NOW + 5), a_request("x", B))
    before = book.sessions(NOW, HERE)
    put(store, a_request("y"))
    after = book.sessions(NOW, HERE)
    assert after.current is before.current
    assert after.summaries[0] is before.summaries[0]
    assert (before.summaries[1].requests, after.summaries[1].requests) == (1, 2)


def test_tokens_are_grouped_by_what_decides_their_price(store: Store, book: SessionBook) -> None:
    large = replace(a_request("large"), tokens=TokenUse(cache_read_input_tokens=100_001))
    later = a_request("later", at=NOW + QUARTER_MS)
    put(store, a_session(), a_turn(), a_request(), a_request("two"), large, later)
    usages = book.sessions(NOW, HERE).summaries[0].usages
    first = NOW - NOW % QUARTER_MS
    assert [(it.at, it.band, it.requests) for it in usages] == [
        (first, 0, 2),
        (first, 100_000, 1),
        (first + QUARTER_MS, 0, 1),
    ]
    assert (usages[0].tokens, usages[0].command) == (TokenUse(2, 20, 40, 60, 800), "/plan")


def test_a_failure_that_claude_code_wrote_is_no_request(store: Store, book: SessionBook) -> None:
    failed = replace(a_request(error="500"), model="<synthetic>", tokens=TokenUse())
    put(store, a_session(), a_turn(), failed)
    (summary,) = book.sessions(NOW, HERE).summaries
    assert (summary.requests, summary.failures, summary.usages) == (0, 1, ())
    assert [(it.failed, it.succeeded) for it in summary.commands] == [(1, 0)]


def test_a_hidden_request_is_told_apart_until_a_transcript_shows_it(
    store: Store, book: SessionBook
) -> None:
    shown = a_request()
    hidden = Telemetry(shown.key, NOW, A, model=shown.model, tokens=shown.tokens)
    put(store, a_session(), hidden)
    (before,) = book.sessions(NOW, HERE).summaries
    assert (before.requests, [it.hidden for it in before.usages]) == (0, [True])
    put(store, shown)
    sessions = book.sessions(NOW, HERE)
    assert (sessions.summaries[0].requests, len(sessions.summaries[0].usages)) == (1, 1)
    assert sessions.current is not None
    assert [it.hidden for it in sessions.current.requests] == [False]


def test_tools_are_added_up_by_name(store: Store, book: SessionBook) -> None:
    running = replace(a_call("three"), name="Read", ended_at=0)
    put(store, a_session(), a_call("one"), replace(a_call("two"), failed=True), running)
    bash, read = book.sessions(NOW, HERE).summaries[0].tools
    assert (bash.name, bash.calls, bash.errors, bash.seconds) == ("Bash", 2, 1, 2.0)
    assert (read.name, read.calls, read.errors, read.seconds) == ("Read", 1, 0, 0.0)


def test_a_turn_without_an_end_is_over_when_all_was_quiet(store: Store, book: SessionBook) -> None:
    asking = replace(a_request(), stop_reason="tool_use")
    put(store, a_session(last_at=NOW), a_turn(), asking, a_call())
    (busy,) = book.sessions(NOW + QUIET_MS, HERE).summaries
    assert (busy.turns, busy.succeeded, busy.commands[0].seconds) == (1, 0, ())
    (quiet,) = book.sessions(NOW + QUIET_MS + 1, HERE).summaries
    assert (quiet.succeeded, quiet.commands[0].seconds) == (0, (3.0,))


def test_a_fork_begins_with_its_own_first_turn(store: Store, book: SessionBook) -> None:
    own = a_turn(session=B, at=NOW)
    put(store, replace(a_session(B, last_at=NOW), forked=True), own)
    sessions = book.sessions(NOW, HERE)
    assert sessions.current is not None
    assert sessions.current.session.started_at == own.started_at
    assert [it.session.started_at for it in sessions.summaries] == [own.started_at]


def test_a_fork_that_did_nothing_yet_is_as_old_as_what_it_copied(
    store: Store, book: SessionBook
) -> None:
    fork = replace(a_session(), forked=True)
    put(store, fork)
    (summary,) = book.sessions(NOW, HERE).summaries
    assert summary.session.started_at == fork.started_at


def test_what_is_common_to_all_is_told(store: Store, book: SessionBook) -> None:
    put(
        store,
        *(a_session(), replace(a_session(B), version="2.1.9"), Backlog(1, 2, 3)),
        *(Rating(A, NOW, 4), a_transcript(), a_transcript("other")),
    )
    sessions = book.sessions(NOW, HERE)
    assert (sessions.versions, sessions.backlog) == (("2.1.9", "2.1.328"), Backlog(1, 2, 3))
    assert (sessions.unknown, sessions.broken_lines) == ((("new-type", 4),), 2)
    assert sessions.ratings == (Rating(A, NOW, 4),)


def test_what_was_before_a_moment_does_not_count(store: Store) -> None:
    put(store, a_session(last_at=NOW + 9), a_turn(), a_turn("new", at=NOW + 5_000))
    put(store, a_request("old"), a_request("new", at=NOW + 5_000, turn="new"), a_call("old"))
    put(store, a_session(B, last_at=NOW - 9))
    (summary,) = SessionBook(store, Span(NOW + 1)).sessions(NOW, HERE).summaries
    assert (summary.turns, summary.requests, summary.tools) == (1, 1, ())
    assert [it.invocations for it in summary.commands] == [1]


def test_what_came_from_a_moment_on_does_not_count(store: Store) -> None:
    put(store, a_session(last_at=NOW + 9_000), a_turn(), a_turn("new", at=NOW + 5_000))
    put(store, a_request("old"), a_request("new", at=NOW + 5_000, turn="new"))
    put(store, a_call("old"), a_call("new", at=NOW + 5_000), a_call("third", at=NOW + 5_000))
    (summary,) = SessionBook(store, Span(until=NOW + 1_000)).sessions(NOW, HERE).summaries
    assert (summary.turns, summary.requests, summary.tools[0].calls) == (1, 1, 1)
    assert [it.requests for it in summary.usages] == [1]


def test_a_session_at_work_before_and_after_a_span_alone_is_not_told(store: Store) -> None:
    put(store, a_session(last_at=NOW + 9_000), a_turn(), a_turn("new", at=NOW + 5_000))
    put(store, a_request("old"), a_request("new", at=NOW + 5_000, turn="new"))
    book = SessionBook(store, Span(NOW + 3_000, NOW + 4_000))
    assert book.sessions(NOW, HERE).summaries == ()


@pytest.mark.parametrize(
    ("since", "until", "total"),
    [(100, 201, 9.0), (101, 201, None), (0, 200, None)],
)
def test_the_total_of_a_session_tells_nothing_of_a_part_of_it(
    store: Store, since: int, until: int, total: float | None
) -> None:
    session = replace(a_session(last_at=200), started_at=100, reported_cost_usd=9.0)
    put(store, session, a_request(at=150))
    (summary,) = SessionBook(store, Span(since, until)).sessions(NOW, HERE).summaries
    assert summary.session.reported_cost_usd == total


@pytest.mark.parametrize(("began", "told"), [(99, True), (100, False)])
def test_a_session_that_began_after_a_span_is_not_told(
    store: Store, began: int, *, told: bool
) -> None:
    put(store, replace(a_session(), started_at=began), a_request(at=50))
    summaries = SessionBook(store, Span(until=100)).sessions(NOW, HERE).summaries
    assert bool(summaries) == told


def test_a_session_that_is_not_known_has_no_detail(store: Store, book: SessionBook) -> None:
    put(store, a_session(), a_request())
    assert (book.detail(A), detail_of(store, hashed("other"))) == (None, None)
    book.sessions(NOW, HERE)
    assert book.detail(A) == detail_of(store, A)


@settings(max_examples=40, deadline=None)
@given(st.lists(RECORDS, max_size=14), st.lists(st.integers(0, 14), max_size=4))
def test_read_little_by_little_all_is_as_read_at_once(
    records: list[SessionRecord], cuts: list[int]
) -> None:
    wanted = Wanted(all_roots=True)
    with TemporaryDirectory() as folder, Store.at(Path(folder) / "it", writable=True) as store:
        book = SessionBook(store)
        for begin, end in zip([0, *sorted(cuts)], [*sorted(cuts), 14], strict=True):
            put(store, *records[begin:end])
            seen = book.sessions(NOW, wanted)
        assert seen == SessionBook(store).sessions(NOW, wanted)
        for session in (A, B):
            assert book.detail(session) == detail_of(store, session)


_TURN = Turn(hashed("t"), A, 1, 2, command="/plan")
_ASIDE = Request(hashed("q"), A, 6, "m", agent=hashed("a"), started_at=5)
_WAITING = ToolCall(hashed("c"), A, "Task", 2, turn=_TURN.id)
_EARLIER = ToolCall(hashed("c"), A, "Read", 1, agent=_ASIDE.agent, ended_at=2)


@settings(max_examples=100, deadline=None)
@given(
    st.lists(RECORDS, max_size=14) | WORK | VARIED,
    st.integers(0, 3),
    st.integers(1, 4) | st.just(FOREVER),
)
@example([_TURN, _WAITING, _EARLIER], 0, 4)
def test_an_outline_adds_up_to_what_all_rows_do(
    work: list[SessionRecord], since: int, until: int
) -> None:
    span = Span(since, until)
    with TemporaryDirectory() as folder, Store.at(Path(folder) / "it", writable=True) as store:
        put(store, *work)
        outlines = store.sessions.outlines([A, B], span.since, span.until)
        for known in store.sessions.changed():
            if known.id in outlines:
                whole, outline = Fold(known.id, span), RunningSums(span)
                whole.take(store.sessions.rows(known.id))
                outline.take_outline(outlines[known.id])
                for quiet in (False, True):
                    added = outline.summary(known, quiet=quiet)
                    assert added == whole.sums.summary(known, quiet=quiet)
                assert outline.unsettled == whole.sums.unsettled


_ONE = replace(a_request("0", at=NOW), skill="tidy", web_searches=1, stop_reason="tool_use")
_OTHERS = [
    *(replace(_ONE, model="other"), replace(_ONE, speed="fast"), replace(_ONE, geography="us")),
    *(replace(_ONE, skill="other"), replace(_ONE, agent_type="Explore"), replace(_ONE, error="x")),
    *(replace(_ONE, agent=hashed("helper")), replace(_ONE, stop_reason="max_tokens")),
    *(replace(_ONE, tokens=TokenUse(most + more)) for most in PROMPT_BANDS for more in (0, 1)),
    *(replace(_ONE, ended_at=_ONE.ended_at + later) for later in (-1, 1, QUARTER_MS)),
    *(replace(_ONE, started_at=began) for began in (0, _ONE.started_at - 1)),
    *(replace(_ONE, stop_reason="end_turn"), replace(_ONE, turn=hashed("unknown")), _ONE),
]


@pytest.mark.parametrize("other", _OTHERS)
@pytest.mark.parametrize(
    "span", [ALWAYS, Span(NOW), Span(NOW + 1), Span(until=NOW), Span(NOW, NOW + 1)]
)
def test_requests_that_differ_in_anything_that_counts_are_told_apart(
    store: Store, other: Request, span: Span
) -> None:
    put(store, a_session(), a_turn(), _ONE, replace(other, id=hashed("1")))
    whole, outline = Fold(A, span), RunningSums(span)
    whole.take(store.sessions.rows(A))
    outline.take_outline(store.sessions.outlines([A], span.since, span.until)[A])
    added = outline.summary(whole.session, quiet=True)
    assert added == whole.sums.summary(whole.session, quiet=True)


@pytest.mark.parametrize(
    "unsettled",
    [
        [_ASIDE],
        [replace(_ASIDE, turn=_TURN.id), _EARLIER],
        [replace(_ASIDE, turn=_TURN.id, message=B), Request(hashed("p"), A, 5, "m", message=B)],
    ],
    ids=["a request without a turn", "a call without one", "a message told again"],
)
def test_of_what_its_rows_must_tell_there_is_no_outline(
    store: Store, unsettled: list[SessionRecord]
) -> None:
    put(store, _TURN, replace(_TURN, id=hashed("u"), session=B), *unsettled)
    assert [*store.sessions.outlines([A, B], 0, 9)] == [B]


@settings(max_examples=50, deadline=None)
@given(WORK, st.integers(0, 12))
def test_what_two_spans_that_meet_count_is_counted_once(
    work: list[SessionRecord], cut: int
) -> None:
    folds = [Fold(A), Fold(A, Span(until=cut)), Fold(A, Span(cut))]
    with TemporaryDirectory() as folder, Store.at(Path(folder) / "it", writable=True) as store:
        put(store, *work)
        for fold in folds:
            fold.take(store.sessions.rows(A))
    whole, *parts = (fold.sums.summary(fold.session, quiet=False) for fold in folds)
    assert as_one(parts) == as_one([whole])
    assert added_tokens(it.tokens for part in parts for it in part.usages) == added_tokens(
        it.tokens for it in whole.usages
    )

"""A session is called live by its process, and recent by its last lines."""

from __future__ import annotations

import pytest

from collectors.presence import Presence
from collectors.session import Session
from dashboard.sources.liveness import ENDED, Liveness, liveness

NOW = 1_800_000_000_000
MINUTE = 60_000
UNNOTED = Presence(noted=False)
LIVE, RECENT = Liveness(live=True), Liveness(live=True, recent=True)


def judged(presence: Presence, *, last: int = 60, flying: int = 0, recorded: bool = True) -> object:
    """What is said of a session by when it was last written to and asked, in minutes before."""
    asked = NOW - flying * MINUTE if flying else 0
    session = Session("a", last_at=NOW - last * MINUTE, in_flight_since=asked)
    return liveness(session, presence, NOW, recorded=recorded)


def test_where_sessions_are_noted_no_line_makes_one_live() -> None:
    assert judged(Presence(), last=0) == ENDED


@pytest.mark.parametrize(
    ("last", "flying", "said"),
    [(4, 0, RECENT), (5, 0, ENDED), (9, 9, RECENT), (10, 10, ENDED), (-4, 0, RECENT)],
)
def test_one_that_was_written_to_lately_is_recent(last: int, flying: int, said: Liveness) -> None:
    assert judged(UNNOTED, last=last, flying=flying) == said


def test_a_session_of_the_far_future_is_not_recent() -> None:
    assert judged(UNNOTED, last=-1_000_000) == ENDED


def test_one_that_was_written_to_since_its_process_began_is_live() -> None:
    since = Presence(noted=False, process_since=NOW - 90 * MINUTE)
    assert judged(since, last=60) == LIVE
    assert judged(since, last=60, recorded=False) == ENDED


def test_a_process_that_began_after_the_last_line_runs_another() -> None:
    assert judged(Presence(noted=False, process_since=NOW - MINUTE), last=60) == ENDED

"""All that is to be thought of sessions."""

from __future__ import annotations

from collectors.config import Config, OwnPrice, SessionsConfig
from collectors.prices import place
from collectors.prices.table import PriceTable
from dashboard.analysis.judgement import judge
from dashboard.analysis.sessions.session_verdict import SessionVerdict, session_verdict
from dashboard.sessions import Sessions, Summary
from dashboard.snapshot import Snapshot
from tests.dashboard.builders import NOW
from tests.dashboard.worked import a_detail, a_request, a_turn, at, the_sessions, used

PRICES = PriceTable(place.shipped().prices)


def a_snapshot(sessions: Sessions, *, now: int = NOW) -> Snapshot:
    return Snapshot(now, 3_600, sessions=sessions, prices=PRICES)


def test_without_a_session_there_is_nothing_to_say() -> None:
    assert session_verdict(a_snapshot(Sessions()), Config()) == SessionVerdict(prices=PRICES)


def test_a_session_is_judged_as_a_whole() -> None:
    requests = (
        a_request(0, 5, used(0, wrote=60_000, out=1_000_000), model="claude-opus-5"),
        a_request(6, 8, used(60_000, out=1_000_000), model="claude-haiku-5-5"),
    )
    detail = a_detail((a_turn(0, 9),), requests)
    found = judge(a_snapshot(the_sessions(detail)), Config()).sessions
    assert [model for model, _ in found.models] == ["claude-opus-5", "claude-haiku-5-5"]
    assert found.spending.session.usd == sum(cost.usd for _, cost in found.models)
    assert found.context is not None
    assert (found.context.used, found.latency.request.count) == (60_000, 2)
    assert found.last_turn == found.session
    assert not found.in_flight


def test_a_live_session_is_in_flight_up_to_now() -> None:
    detail = a_detail((a_turn(0, 1),), in_flight=1)
    found = session_verdict(a_snapshot(the_sessions(detail), now=at(4)), Config())
    assert found.in_flight
    assert found.last_turn is not None
    assert found.last_turn.model == 3_000


def test_prices_of_the_users_own_hold() -> None:
    mine = OwnPrice("house-model", 1, 2, 3, 4, 5)
    detail = a_detail(requests=(a_request(0, 1, used(out=1_000_000), model="house-model"),))
    found = session_verdict(a_snapshot(the_sessions(detail)), Config(prices=(mine,)))
    assert found.spending.session.full_usd == 2.0


def test_a_configured_window_holds() -> None:
    detail = a_detail(requests=(a_request(0, 1, used(64_000)),))
    config = Config(sessions=SessionsConfig(window_tokens=128_000))
    found = session_verdict(a_snapshot(the_sessions(detail)), config).context
    assert found is not None
    assert found.ratio == 0.5


def test_sessions_of_others_are_added_up_without_a_current_one() -> None:
    summary = Summary(a_detail().session, requests=1)
    assert session_verdict(a_snapshot(Sessions(summaries=(summary,))), Config()).context is None

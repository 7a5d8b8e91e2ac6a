from __future__ import annotations

from dataclasses import replace

from dashboard.analysis.sessions.sums import together
from dashboard.session_screens.models_panel import ModelsPanel, reported
from tests.dashboard.logbook import OLDER, PRICES, SESSIONS
from tests.dashboard.pieces import words
from tests.dashboard.session_screens.summing import drawn, headline

EVERY = SESSIONS.summaries


def test_models_are_added_up_over_sessions_the_dearest_first() -> None:
    found = together(EVERY, PRICES).models
    assert [it.name for it in found] == [
        "claude-opus-5",
        "claude-haiku-4-5-20251001",
        "claude-mystery-9",
    ]
    assert found[0].tokens.output_tokens == 3 * 2_700


def test_a_model_without_a_price_is_counted_and_not_free() -> None:
    assert drawn(ModelsPanel(1))[3].split()[:3] == ["mystery-9", "–", "499k"]
    assert headline(ModelsPanel(1)) == ["≥$1.24", "cache 97 %", "61 requests unpriced"]


def test_claude_codes_own_total_tells_what_no_transcript_shows() -> None:
    sums = together((OLDER[0],), PRICES)
    session = replace(OLDER[0].session, reported_cost_usd=float(sums.cost.usd) + 0.05)
    assert words([reported(session, sums, 90)]) == [
        "Claude Code says $0.4579  hidden requests $0.0500"
    ]
    forked = replace(session, forked=True)
    assert words([reported(forked, sums, 90)]) == [
        "Claude Code says $0.4579  its parent's share in it"
    ]
    assert reported(OLDER[0].session, sums, 90) == ()


def test_what_telemetry_told_is_hidden_without_any_total() -> None:
    usages = (replace(OLDER[0].usages[0], hidden=True), *OLDER[0].usages[1:])
    sums = together((replace(OLDER[0], usages=usages),), PRICES)
    assert sums.shown.total == sums.tokens.total - usages[0].tokens.total
    (said,) = words([reported(OLDER[0].session, sums, 90)])
    assert said.startswith("hidden requests $")


def test_an_unchanged_session_is_not_added_up_again() -> None:
    before = together(EVERY, PRICES)
    assert together((*EVERY,), PRICES) is before
    assert together(OLDER, PRICES) is not before

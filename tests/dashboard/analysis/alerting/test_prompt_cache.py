"""The alert that the prompt cache broke."""

from __future__ import annotations

from dashboard.analysis.alerting.alert import Severity
from dashboard.analysis.alerting.prompt_cache import broken
from dashboard.analysis.sessions.cache_breaks import Break, Why
from tests.dashboard.builders import NOW


def a_break(
    why: Why = Why.SAVED, *, ago: int = 60_000, rewritten: int = 61_000, agent: str = ""
) -> Break:
    what = "CLAUDE.md" if why is Why.SAVED else ""
    saved_at = 7 if why is Why.SAVED else 0
    request, at = f"{why} {ago}", NOW - ago
    return Break(request, at, at - 9_000, rewritten, why, "", agent, what, saved_at=saved_at)


def test_a_break_is_told_with_its_cause_and_its_size() -> None:
    (alert,) = broken([a_break()], now=NOW)
    assert alert.title == "prompt cache broke: CLAUDE.md changed, 61k rewritten"
    assert (alert.severity, alert.since, alert.group) == (Severity.WARNING, NOW - 60_000, "save 7")


def test_what_the_user_did_is_no_warning() -> None:
    for why in (Why.COMPACTION, Why.MODEL, Why.IDLE):
        (alert,) = broken([a_break(why)], now=NOW)
        assert alert.severity is Severity.INFO


def test_a_small_break_is_no_warning() -> None:
    (alert,) = broken([a_break(rewritten=5_000)], now=NOW)
    assert alert.severity is Severity.INFO


def test_the_newest_is_told_with_how_many_more_there_were() -> None:
    breaks = [a_break(ago=900_000), a_break(ago=800_000), a_break(ago=300_000), a_break(Why.SHAPE)]
    (alert,) = broken(breaks, now=NOW)
    assert alert.title.startswith("prompt cache broke: system prompt or tools changed")
    assert alert.detail == "61,000 tokens were written to it again; 2 more within 15 min"


def test_what_broke_long_ago_or_in_a_sub_agent_is_no_news() -> None:
    assert not [*broken([a_break(ago=900_000), a_break(agent="helper")], now=NOW)]

"""The alert that the prompt cache broke: once for each time, for as long as it is news."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dashboard import session_words, units
from dashboard.analysis.alerting.alert import Alert, Severity, key
from dashboard.analysis.sessions.cache_breaks import Break, Why

_NEWS_MS = 15 * 60 * 1000
_MUCH = 20_000
"""Tokens; to write fewer again is worth knowing, and no warning."""
_MEANT = frozenset({Why.COMPACTION, Why.MODEL, Why.IDLE})
"""What the user did, or knows of."""


def broken(breaks: Iterable[Break], *, now: int) -> Iterator[Alert]:
    """Yield the newest break of the main chain, with how many more there were of late."""
    news = [it for it in breaks if not it.agent and now - it.at < _NEWS_MS]
    if news:
        yield _alert(news[-1], more=len(news) - 1)


def _alert(found: Break, *, more: int) -> Alert:
    surprising = found.why not in _MEANT and found.rewritten >= _MUCH
    also = f"; {more} more within {units.seconds(_NEWS_MS / 1000)}" if more else ""
    return Alert(
        key("prompt-cache", found.request),
        Severity.WARNING if surprising else Severity.INFO,
        f"prompt cache broke: {session_words.broke(found)}",
        (),
        found.at,
        detail=f"{units.count(found.rewritten)} tokens were written to it again{also}",
        group=f"save {found.saved_at}" if found.saved_at else "",
    )

"""How it is said what brought a change about, and what it is held against."""

from __future__ import annotations

from dashboard import units
from dashboard.analysis.comparison.standing import Cause
from dashboard.safe_text import safe_text
from dashboard.snapshot import Snapshot

_SHORT_HASH = 7
_GAP = 60_000
"""Milliseconds between two measurements from which it is said that nobody watched meanwhile."""


def cause(found: Cause, now: int) -> str:
    """What brought it about: `save 14:31:53 checks.md`, `commit 0a1b2c3 Plan more (Ada), day`."""
    if found.revision:
        who = f"({safe_text(found.author, cells=32)})" if found.author else ""
        what = (
            f"{safe_text(found.revision[:_SHORT_HASH])} {safe_text(found.subject, cells=72)} {who}"
        )
        return f"commit {what.rstrip()} {units.moment(found.at, now)}{others(found)}"
    if found.at and found.paths:
        return f"save {units.moment(found.at, now)} {paths(found.paths)}"
    if found.at - found.after > _GAP and found.after:
        return f"between {units.moment(found.after, now)} and {units.moment(found.at, now)}"
    return f"about {units.moment(found.at, now)}" if found.at else ""


def others(found: Cause) -> str:
    """What else it may have been: ` or one of 2 before it`."""
    if not found.others:
        return ""
    return " or the one before it" if found.others == 1 else f" or one of {found.others} before it"


def baseline(snapshot: Snapshot) -> str:
    """Which baseline: `default, commit 0a1b2c3, 2026-11-20 09:12`."""
    known = snapshot.baseline
    if not known.name:
        return ""
    revision = f"commit {safe_text(known.revision[:_SHORT_HASH])}" if known.revision else ""
    chosen = "automatic" if known.automatic else ""
    at = units.moment(known.at, snapshot.taken_at)
    return ", ".join(filter(None, (safe_text(known.name, cells=32), revision, chosen, at)))


def paths(found: tuple[str, ...], shown: int = 2) -> str:
    """Some files and how many more there are."""
    named = ", ".join(safe_text(path, cells=64) for path in found[:shown])
    more = len(found) - shown
    return f"{named} and {more} more" if more > 0 else named

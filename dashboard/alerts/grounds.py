"""What concerns that no known edit brought about are about."""

from __future__ import annotations

from collections.abc import Iterable

from dashboard.analysis.alerting.concern import Concern

MACHINE = "the machine"
SESSIONS = "sessions of Claude Code"
MEASURING = "perfdash itself"
APART = "apart from any edit"
UNKNOWN = "no save or commit is known"

_PREFIXES = {
    MACHINE: ("cpu_", "load_average", "memory_", "disk_", "network_", "process_"),
    SESSIONS: (
        "request_",
        "first_token_",
        "thinking_",
        "tool_",
        "prompt_cache_",
        "context_used_",
        "session_",
        "day_cost_",
    ),
    MEASURING: ("self_", "tick_", "cache_", "canary_", "noise_floor_"),
}
"""How the names of metrics begin that no text of the framework decides on."""


def ground(concern: Concern) -> str:
    """What to head a concern with whose cause is not known."""
    alert = concern.alert
    if concern.regression or alert is None:
        return UNKNOWN
    if not alert.metric:
        return APART
    found = (it for it, prefixes in _PREFIXES.items() if alert.metric.startswith(prefixes))
    return next(found, UNKNOWN)


def by_ground(found: Iterable[Concern]) -> dict[str, tuple[Concern, ...]]:
    """Gather concerns by what they are about, each where its first one stood."""
    members: dict[str, tuple[Concern, ...]] = {}
    for concern in found:
        heading = ground(concern)
        members[heading] = (*members.get(heading, ()), concern)
    return members

"""What sessions add up to, all of them in a few queries: for those of which no row is looked at.

Requests are put together as far as they count alike, and tool calls by their tool. Where rows have
to be compared before they count, which those of sub-agents may have to be, nothing is told.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field

from collectors.alike import END_REASONS, PROMPT_BANDS, QUARTER_MS, UNTOLD, WAYS, Alike
from collectors.session import GOES_ON, Request, ToolCall, Turn
from collectors.store.connection import Database
from collectors.store.session_tables import telemetry
from collectors.store.session_tables.ids import numbers, shared
from collectors.store.session_tables.table import TOOL_CALLS, TURNS


@dataclass(frozen=True, slots=True)
class Tally:
    """Calls of one tool."""

    name: str
    calls: int
    errors: int
    milliseconds: int
    """Of those that ended, together."""


@dataclass(slots=True)
class Outline:
    """One session, filled while it is read; each kind in no order."""

    turns: list[Turn] = field(default_factory=list)
    requests: list[Alike] = field(default_factory=list)
    hidden: list[Request] = field(default_factory=list)
    failed_calls: list[ToolCall] = field(default_factory=list)
    tallies: list[Tally] = field(default_factory=list)
    """Of all tool calls, by name."""
    retries: int = 0
    compactions: int = 0


def _listed(words: Collection[str]) -> str:
    return ", ".join(f"'{word}'" for word in sorted(words))


_AMONG = "session IN (SELECT value FROM json_each(?1))"
_PROMPT = (
    "(input_tokens + cache_creation_5m_input_tokens + cache_creation_1h_input_tokens"
    " + cache_read_input_tokens)"
)
_SMALLER = " ".join(
    f"WHEN {_PROMPT} <= {most} THEN {band}"
    for band, most in zip((0, *PROMPT_BANDS), PROMPT_BANDS, strict=False)
)
_BAND = f"CASE {_SMALLER} ELSE {PROMPT_BANDS[-1]} END"
_UNSETTLED = f"""
    WITH aside AS MATERIALIZED
        (SELECT session, turn, message FROM request WHERE agent <> 0 AND {_AMONG})
    SELECT session FROM aside WHERE turn = 0
    UNION SELECT session FROM tool_call WHERE agent <> 0 AND turn = 0 AND {_AMONG}
    UNION SELECT session FROM request WHERE agent = 0
        AND message IN (SELECT message FROM aside WHERE message <> 0) AND {_AMONG}"""  # noqa: S608 - our names
"""Sessions with rows of sub-agents of which others tell the turn, or whether they count."""
_ALIKE = f"""
    SELECT session, turn, ended_at >= ?2 AND ended_at < ?3 AS counts,
        ended_at - ended_at % {QUARTER_MS} AS at, model, {_BAND} AS band,
        speed, geography, skill, agent_type, count(*), sum(input_tokens), sum(output_tokens),
        sum(cache_creation_5m_input_tokens), sum(cache_creation_1h_input_tokens),
        sum(cache_read_input_tokens), sum(web_searches), sum(error <> ''),
        max(CASE agent WHEN 0 THEN {WAYS} * ended_at
            + (error <> '' OR stop_reason NOT IN ({_listed(GOES_ON)}))
            + (stop_reason IN ({_listed(END_REASONS)})) ELSE {UNTOLD} END),
        min(CASE started_at WHEN 0 THEN ended_at ELSE started_at END)
    FROM request WHERE {_AMONG}
    GROUP BY turn, at, counts, band, model, skill, agent_type, speed, geography, session"""  # noqa: S608 - our names
_TALLIES = f"""
    SELECT session, name, count(*), sum(failed), total(max(ended_at - started_at, 0))
    FROM tool_call WHERE {_AMONG} AND started_at >= ?2 AND started_at < ?3
    GROUP BY session, name"""  # noqa: S608 - our names
_HOW_MANY = f"""
    SELECT session, count(*) FROM {{}} WHERE {_AMONG} AND at >= ?2 AND at < ?3
    GROUP BY session"""  # noqa: S608 - our names


def outlines(db: Database, sessions: Collection[str], since: int, until: int) -> dict[str, Outline]:
    """Read what counts between two times; a turn is told whenever it began."""
    unsettled = db.execute(_UNSETTLED, (numbers(sessions),)).fetchall()
    found = {it: Outline() for it in {*sessions} - {shared(session) for (session,) in unsettled}}
    among = numbers(found)
    for turn in TURNS.where(db, _AMONG, among):
        found[turn.session].turns.append(turn)
    for session, turn, *rest in db.execute(_ALIKE, (among, since, until)):
        found[shared(session)].requests.append(Alike(shared(turn), *rest))
    for call in TOOL_CALLS.where(db, f"{_AMONG} AND failed", among):
        found[call.session].failed_calls.append(call)
    # Whole numbers in floats: exact for longer than there are computers, and they do not overflow.
    for session, name, calls, errors, took in db.execute(_TALLIES, (among, since, until)):
        found[shared(session)].tallies.append(Tally(name, calls, errors, int(took)))
    for request in telemetry.hidden(db, found) if telemetry.is_used(db) else ():
        found[request.session].hidden.append(request)
    for session, count in db.execute(_HOW_MANY.format("retry"), (among, since, until)):
        found[shared(session)].retries = count
    for session, count in db.execute(_HOW_MANY.format("compaction"), (among, since, until)):
        found[shared(session)].compactions = count
    return found

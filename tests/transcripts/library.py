"""Whole sessions, their turns and their forks."""

from __future__ import annotations

import random
from dataclasses import dataclass, replace

import orjson

from tests.transcripts import shapes
from tests.transcripts.exchange import ask_aside, converse
from tests.transcripts.files import Written
from tests.transcripts.plan import UNPRICED, Plan, Style
from tests.transcripts.scribe import Chain, Scribe, Session
from tests.transcripts.shapes import Line
from tests.transcripts.truth import Prompt, Truth

_COMMANDS = ("plan", "review-pr", "fix:tests", "docs/update")
_NOT_COPIED = ("api-request", "queue-operation", "last-prompt", "cost-state")
_DAY_MS = 24 * 60 * 60 * 1000
_FIRST = 1_793_955_600_000
"""In the morning of 2026-11-06, in UTC."""
_ROOTS = ("/home/dev/harbor", "/home/dev/harbor/docs", "/srv/other")


@dataclass(frozen=True, slots=True)
class Library:
    """What lies in the folder of Claude Code's configuration, and what is true of it."""

    script: tuple[Written, ...]
    truth: Truth


def library(plan: Plan) -> Library:
    """Make up sessions, each in the morning of a day."""
    dice = random.Random(plan.seed)
    scribe = Scribe(plan, dice)
    for number in range(plan.sessions):
        morning = _FIRST + dice.randrange(plan.days) * _DAY_MS
        scribe.at = morning + number % 30 * 600_000 + dice.randint(0, 300_000)
        session = _session(scribe)
        begun = len(scribe.script)
        chain = _told(scribe, session)
        if scribe.chance(plan.forks):
            chain = _fork(scribe, session, scribe.script[begun:])
        if scribe.chance(plan.torn):
            line = shapes.reply(session.model, "msg_torn", {"type": "text"}, {}, None)
            cut = shapes.encoded(line)
            scribe.write_bytes(chain.path, cut[: dice.randint(2, len(cut) - 3)])
    return Library(tuple(scribe.script), scribe.truth)


def _session(scribe: Scribe) -> Session:
    dice, plan = scribe.dice, scribe.plan
    style = dice.choice((Style.NEW, Style.OLD)) if plan.style is Style.MIXED else plan.style
    gateway = scribe.chance(plan.gateways)
    model = UNPRICED if gateway else dice.choice(plan.models)
    session = Session(scribe.uid(), dice.choice(_ROOTS), style, model, gateway)
    scribe.truth.roots[session.id] = session.folder
    return session


def _told(scribe: Scribe, session: Session) -> Chain:
    """A whole session; its own conversation at the end."""
    chain = Chain(session, session.path)
    scribe.keep(chain, {"type": "summary", "summary": scribe.text(9), "leafUuid": scribe.uid()})
    for _ in range(scribe.plan.turns):
        _turn(scribe, chain)
        if scribe.chance(0.1) and not session.gateway:
            session.model = scribe.dice.choice(scribe.plan.models)
    _total(scribe, chain)
    return chain


def _turn(scribe: Scribe, chain: Chain) -> None:
    session, plan = chain.session, scribe.plan
    scribe.wait(2_000, 240_000)
    began = scribe.at
    name = scribe.dice.choice(_COMMANDS) if scribe.chance(0.4) else ""
    session.command, session.prompt = f"/{name}" if name else "", scribe.uid()
    prompt: Line = {"promptId": session.prompt} if session.new else {}
    scribe.keep(chain, {"type": "queue-operation", "operation": "enqueue"})
    body = shapes.command(name, scribe.text(3)) if name else scribe.text(40)
    scribe.put(chain, shapes.user(body, **prompt))
    if name:
        expanded = [{"type": "text", "text": scribe.text(90)}]
        scribe.put(chain, shapes.user(expanded, isMeta=True, **prompt))
    converse(scribe, chain, most=scribe.dice.randint(1, 6))
    interrupted = scribe.chance(plan.interruptions)
    if interrupted:
        scribe.wait(50, 900)
        scribe.put(chain, shapes.user([{"type": "text", "text": "[Request interrupted by user]"}]))
    took = scribe.at - began if session.new and not interrupted else None
    if took is not None:
        scribe.put(chain, {"type": "system", "subtype": "turn_duration", "durationMs": took})
    scribe.truth.prompts.append(Prompt(session.id, session.command, began, took, interrupted))
    _between(scribe, chain)


def _between(scribe: Scribe, chain: Chain) -> None:
    """What may happen after a turn."""
    session, plan, truth = chain.session, scribe.plan, scribe.truth
    said = [
        it
        for it in scribe.script
        if it.path == chain.path and b'"type":"text","text"' in it.content
    ]
    if scribe.chance(plan.side_questions) and not session.gateway:
        replies = [line for it in said if _is_reply(line := orjson.loads(it.content))]
        if replies:
            ask_aside(scribe, chain, replies[-1])
    if scribe.chance(plan.oddities):
        scribe.keep(chain, {"type": "novelty", "level": 3})
        truth.unknown["novelty"] += 1
        scribe.write_bytes(chain.path, b'{"type":"assistant", broken\n')
        truth.broken += 1
    if scribe.chance(plan.compactions):
        scribe.wait(5_000, 20_000)
        scribe.put(chain, shapes.compaction(session.context, 9_000))
        scribe.put(chain, shapes.user(scribe.text(60), isCompactSummary=True))
        truth.compactions[session.id] += 1
        hidden = scribe.dice.randint(1, 90) / 100
        truth.hidden_usd[session.id] = truth.hidden_usd.get(session.id, 0.0) + hidden
        session.context, session.cached = 12_000, 0


def _is_reply(line: Line) -> bool:
    return line.get("type") == "assistant" and not line.get("isSidechain") and "requestId" in line


def _total(scribe: Scribe, chain: Chain) -> None:
    session, hidden = chain.session, scribe.truth.hidden_usd
    if session.new:
        total = round(session.spent_usd + hidden.setdefault(session.id, 0.0), 6)
        scribe.keep(chain, {"type": "cost-state", "totalCostUSD": total, "totalAPIDuration": 0})
    else:
        hidden.pop(session.id, None)


def _fork(scribe: Scribe, of: Session, told: list[Written]) -> Chain:
    """Copy what a session's own file tells, under another session id, and go on from there."""
    scribe.wait(60_000, 120_000)
    session = replace(of, id=scribe.uid())
    chain = Chain(session, session.path)
    for written in told:
        line = _copied(written, of)
        if line is not None:
            line["sessionId"] = session.id
            scribe.write(chain.path, line)
            chain.parent = str(line.get("uuid") or chain.parent)
    truth = scribe.truth
    truth.roots[session.id], truth.forks[session.id] = session.folder, of.id
    for _ in range(2):
        _turn(scribe, chain)
    _total(scribe, chain)
    return chain


def _copied(written: Written, of: Session) -> Line | None:
    """A line of the session's own file that a fork copies."""
    try:
        line: Line = orjson.loads(written.content) if written.path == of.path else {}
    except orjson.JSONDecodeError:
        return None
    return line if line and line["type"] not in (*_NOT_COPIED, "novelty") else None

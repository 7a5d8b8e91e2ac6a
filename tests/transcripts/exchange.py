"""Requests, the tools that they call, and the sub-agents that some of those start."""

from __future__ import annotations

from dataclasses import dataclass, replace

from collectors.prices import place
from collectors.prices.table import PriceTable
from collectors.session import TokenUse
from tests.transcripts import shapes
from tests.transcripts.scribe import Chain, Scribe
from tests.transcripts.shapes import Line
from tests.transcripts.truth import Answer, Call

_TOOLS = ("Read", "Bash", "Grep", "Edit", "WebFetch", "mcp__github__search")
_PRICES = PriceTable(place.shipped().prices)


@dataclass(frozen=True, slots=True)
class Block:
    """One block of a reply, and how long it took."""

    part: Line
    milliseconds: int

    @property
    def kind(self) -> object:
        """thinking, text or tool_use."""
        return self.part["type"]


@dataclass(frozen=True, slots=True)
class Started:
    """A tool at work."""

    id: str
    name: str
    at: int


def converse(scribe: Scribe, chain: Chain, *, most: int) -> None:
    """Make requests until one calls no tool, or fails."""
    for _ in range(most):
        calls = request(scribe, chain)
        if not calls:
            return
        finish(scribe, chain, calls)


def request(scribe: Scribe, chain: Chain) -> tuple[Started, ...]:
    """Make one request; the tools that it called."""
    session, plan = chain.session, scribe.plan
    before = chain.before
    scribe.wait(5, 60)
    began, ref = scribe.at, scribe.uid()
    if session.new:
        source = "agent:custom" if chain.agent else "repl_main_thread"
        scribe.keep(chain, shapes.start(ref, began, session.model, source))
    while scribe.chance(plan.retries):
        scribe.wait(20, 900)
        scribe.put(chain, shapes.retry(scribe.dice.randint(400, 4_000)))
        scribe.truth.retries[session.id] += 1
    scribe.wait(100, 2_000)
    if scribe.chance(plan.failures):
        scribe.put(chain, shapes.failure(scribe.uid()))
        scribe.truth.failures[session.id] += 1
        return ()
    blocks = _blocks(scribe, chain)
    answer = replace(
        _answer(scribe, chain, blocks),
        started_at=began if session.new else before,
        exact=session.new,
        thinking_ms=sum(it.milliseconds for it in blocks if it.kind == "thinking" and session.new),
    )
    calls = _reply(scribe, chain, blocks, answer, ref)
    scribe.truth.answers.append(replace(answer, ended_at=scribe.at))
    session.spent_usd += _usd(answer, scribe.at)
    return calls


def _blocks(scribe: Scribe, chain: Chain) -> list[Block]:
    dice = scribe.dice
    parts: list[Line] = []
    if scribe.chance(0.5):
        parts.append({"type": "thinking", "thinking": "", "signature": "c2ln" * dice.randint(1, 9)})
    if scribe.chance(0.6):
        parts.append({"type": "text", "text": scribe.text(60)})
    calls = dice.choice((0, 1, 1, 2, 3))
    starts_agent = bool(calls) and not chain.agent and scribe.chance(scribe.plan.agents * 3)
    for number in range(calls):
        name = "Agent" if starts_agent and not number else dice.choice(_TOOLS)
        told: Line = {"command": scribe.text(9)}
        if name == "Agent":
            told = {"prompt": scribe.text(9), "subagent_type": "reviewer"}
        parts.append(
            {"type": "tool_use", "id": scribe.api_id("toolu"), "name": name, "input": told}
        )
    parts = parts or [{"type": "text", "text": scribe.text(9)}]
    return [Block(part, dice.randint(40, 4_000)) for part in parts]


def _answer(scribe: Scribe, chain: Chain, blocks: list[Block]) -> Answer:
    """What it used: the conversation is read from the cache as far as it is there."""
    session, dice = chain.session, scribe.dice
    grown = session.context + dice.randint(100, 30_000)
    read = 0 if scribe.chance(0.1) else session.cached
    written = grown - read
    hour = written if session.new and not chain.agent else 0
    session.context = session.cached = grown
    extra = scribe.chance(scribe.plan.extras)
    return Answer(
        session=session.id,
        model=session.model,
        tokens=TokenUse(
            dice.randint(1, 60),
            sum(it.milliseconds for it in blocks) // 12 + 9,
            written - hour,
            hour,
            read,
        ),
        started_at=0,
        ended_at=0,
        exact=False,
        agent=chain.agent,
        command=session.command,
        fast=extra and session.model == "claude-opus-5-5",
        us=extra and session.model.endswith("5-5") and session.new,
        searches=dice.randint(1, 5) if extra else 0,
    )


def _reply(
    scribe: Scribe, chain: Chain, blocks: list[Block], answer: Answer, ref: str
) -> tuple[Started, ...]:
    """Write a line for each block; older clients wrote what was used while it grew."""
    session = chain.session
    message, request_id = scribe.api_id("msg"), scribe.api_id("req")
    stop = "tool_use" if blocks[-1].kind == "tool_use" else "end_turn"
    sinking = scribe.chance(0.1)
    calls = []
    line: Line = {}
    for number, block in enumerate(blocks):
        scribe.at += block.milliseconds
        last = number == len(blocks) - 1
        final = session.new or (number == 0 if sinking else last)
        use = answer.tokens if final else replace(answer.tokens, output_tokens=1 + number)
        told = shapes.usage(use, split=session.new or scribe.chance(0.5), **_extras(answer))
        line = shapes.reply(
            session.model, message, block.part, told, stop if final or session.new else None
        )
        if not session.gateway:
            line["requestId"] = request_id
        if session.new:
            line |= _told_by_new_clients(chain, block, number, ref)
        line = scribe.put(chain, line)
        if not session.new and scribe.chance(0.15):
            scribe.write(chain.path, line)
        if block.kind == "tool_use":
            calls.append(Started(str(block.part["id"]), str(block.part["name"]), scribe.at))
    if chain.agent and not session.new and scribe.chance(scribe.plan.echoes):
        scribe.put(Chain(session, session.path, parent=chain.parent), shapes.echo(line))
    return tuple(calls)


def _extras(answer: Answer) -> Line:
    searched = {"web_search_requests": answer.searches, "web_fetch_requests": 0}
    return {
        "speed": "fast" if answer.fast else "standard",
        "inference_geo": "us" if answer.us else "global",
        **({"server_tool_use": searched} if answer.searches else {}),
    }


def _told_by_new_clients(chain: Chain, block: Block, number: int, ref: str) -> Line:
    more: Line = {
        "requestRef": ref,
        "requestSessionId": chain.session.id,
        "apiBlockIndex": number,
        "promptCacheRequested": "5m" if chain.agent else "1h",
    }
    if block.kind == "thinking":
        more["thinkingDurationMs"] = block.milliseconds
    if chain.agent:
        more["attributionAgent"] = "reviewer"
    return more


def finish(scribe: Scribe, chain: Chain, calls: tuple[Started, ...]) -> None:
    """Let tools end, in the order in which they do; sub-agents work meanwhile."""
    session, dice = chain.session, scribe.dice
    ends: list[tuple[int, Started]] = []
    for call in calls:
        if call.name == "Agent":
            delegate(scribe, chain, call)
            ends.append((scribe.at + dice.randint(1, 50), call))
        else:
            ends.append((call.at + dice.randint(1, 9_000), call))
    for at, call in sorted(ends, key=lambda it: it[0]):
        scribe.at = max(scribe.at, at)
        failed = scribe.chance(0.1)
        line = shapes.result(call.id, scribe.text(40) + scribe.bulk(), failed=failed)
        scribe.put(chain, {**line, **({"promptId": session.prompt} if session.new else {})})
        scribe.truth.calls.append(Call(session.id, call.name, call.at, scribe.at, failed))


def delegate(scribe: Scribe, chain: Chain, call: Started) -> None:
    """Let a sub-agent work: in a file of its own, or inside the session's."""
    session = chain.session
    agent = f"{scribe.dice.getrandbits(60):017x}"
    own = f"{session.path.removesuffix('.jsonl')}/subagents/agent-{agent}.jsonl"
    names_itself = session.new or scribe.chance(0.5)
    side = Chain(
        session, own if session.new else session.path, agent, agent if names_itself else ""
    )
    if session.new:
        told: Line = {"agentType": "reviewer", "toolUseId": call.id, "spawnDepth": 1}
        scribe.write(f"{own.removesuffix('.jsonl')}.meta.json", told)
    before = session.context, session.cached, session.model
    session.context, session.cached = scribe.dice.randint(3_000, 9_000), 0
    session.model = scribe.dice.choice((session.model, scribe.plan.models[0]))
    prompt: Line = {"promptId": session.prompt} if session.new else {}
    scribe.put(side, shapes.user(scribe.text(20), **prompt))
    converse(scribe, side, most=scribe.dice.randint(1, 4))
    session.context, session.cached, session.model = before


def ask_aside(scribe: Scribe, chain: Chain, line: Line) -> None:
    """Ask a side question: what the model said before is told once more, as another request."""
    side = Chain(chain.session, chain.path, scribe.uid(), scribe.uid())
    scribe.put(side, shapes.user(scribe.text(9)))
    scribe.wait(100, 900)
    message, told = line["message"], scribe.api_id("req")
    scribe.put(side, {"type": "assistant", "message": message, "requestId": told})


def _usd(answer: Answer, at: int) -> float:
    """What Claude Code believes that it cost."""
    price = _PRICES.price(answer.model, at)
    if price is None:
        return 0.0
    rates = price.tier(answer.tokens.prompt_tokens)
    if answer.fast and price.fast:
        rates = price.fast
    factor = price.us if answer.us else 1
    return float(rates.cost(answer.tokens) * factor + price.web_search * answer.searches / 1000)

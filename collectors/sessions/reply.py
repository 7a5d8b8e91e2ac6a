"""What the lines of a reply tell: one request, written once for each block of its content."""

from __future__ import annotations

from collectors.session import SYNTHETIC, hashed
from collectors.sessions import names
from collectors.sessions.drafts import CallDraft, Chain, RequestDraft
from collectors.sessions.json_line import JsonObject, listed, mapping, moment, seconds, text
from collectors.sessions.notes import COPY, Notes
from collectors.sessions.usage import advice, geography, speed, tokens, web_searches

_THINKING = ("thinking", "redacted_thinking")
_ADVISORS = 32


def read_reply(notes: Notes, chain: Chain, line: JsonObject, at: int) -> None:
    """Take one line of a reply, or the failure that Claude Code wrote in place of one."""
    message = mapping(line.get("message"))
    if chain.session.flying and not chain.agent:
        _land(chain, line, message)
    if _is_filler(line, message):
        return
    if chain.pending is not None:
        notes.begin(chain)
    notes.touch(chain, at)
    request = _request(notes, chain, line, message, at)
    if not request.changed:
        notes.mark(request)
    _complete(request, line, message, at or chain.newest)
    told = message.get("usage")
    if told != request.usage:
        _count(notes, request, line, told)
    for block in listed(message.get("content")):
        if isinstance(block, dict) and block.get("type") == "tool_use":
            _call(notes, chain, request, block, at)
    if at > chain.before:
        chain.before = at


def read_echo(notes: Notes, chain: Chain, line: JsonObject, at: int) -> None:
    """Take what an older client repeated of a sub-agent's reply, under the same ids."""
    progress = mapping(line.get("data"))
    echo = mapping(progress.get("message"))
    message = mapping(echo.get("message"))
    if "usage" not in message or _is_filler(echo, message):
        return
    agent = names.kept_id(text(progress.get("agentId")) or "echo")
    aside = Chain(chain.session, agent, turn_id=chain.turn_id)
    request = _request(notes, aside, echo, message, 0)
    notes.mark(request)
    request.ended_at = request.ended_at or moment(echo.get("timestamp")) or at
    _count(notes, request, echo, message.get("usage"))


def _is_filler(line: JsonObject, message: JsonObject) -> bool:
    """Whether it only fills a gap, such as one before a session is resumed, be it days later."""
    return message.get("model") == SYNTHETIC and line.get("isApiErrorMessage") is not True


def _land(chain: Chain, line: JsonObject, message: JsonObject) -> None:
    """Let the request of the main chain that this answers be in flight no longer."""
    ref = text(line.get("requestRef"))
    failed = message.get("model") == SYNTHETIC
    if failed or not ref or names.kept_id(ref) == chain.session.flying:
        chain.session.land()


def _request(
    notes: Notes, chain: Chain, line: JsonObject, message: JsonObject, at: int
) -> RequestDraft:
    """The request of a line."""
    said = message.get("id"), line.get("requestId")
    if chain.request is not None and said == chain.said:
        return chain.request
    ids = names.written(said[0]), names.written(said[1])
    request = _found(notes, chain, line, ids, at)
    as_said = ids[0] and ids == (said[0], said[1] or "")
    chain.request, chain.said = (request, said) if as_said else (None, None)
    return request


def _found(
    notes: Notes, chain: Chain, line: JsonObject, ids: tuple[str, str], at: int
) -> RequestDraft:
    """Find it by its ids as written, or as an earlier reader hashed them; else begin it.

    Without a request id the turn stands for the session: a fork's copy keeps it.
    """
    said, key = ids
    one = said or names.written(line.get("uuid"))
    written = f"{one} {key or chain.session.id}"
    request = notes.requests.get(written)
    if request is None:
        id_ = hashed(one, key or chain.turn_id or chain.session.id)
        request = notes.requests.get(id_)
        if request is None:
            request = RequestDraft(
                id_,
                chain.session.id,
                hashed(said),
                notes.standing,
                names.model(text(mapping(line.get("message")).get("model"))),
                notes.turn_of(chain, line),
                chain.agent,
                names.called(text(line.get("attributionAgent"))) or chain.agent_type,
                chain.cause,
                hashed(key),
                skill=names.called(text(line.get("attributionSkill"))),
            )
            _start(notes, chain, request, line, at)
            notes.requests[written] = request
    return request


def _start(notes: Notes, chain: Chain, request: RequestDraft, line: JsonObject, at: int) -> None:
    """Find out when it began, and in which session: only there its start was written."""
    ref, origin = text(line.get("requestRef")), text(line.get("requestSessionId"))
    start = notes.starts.get(names.kept_id(ref)) if ref else None
    if start is not None and start[0] <= at:
        request.started_at, request.shape, request.start_exact = *start, True
    elif chain.before <= at:
        request.started_at = chain.before
    if origin:
        request.session = names.kept_id(origin)
    if origin or start is not None:
        request.claim = 0 if request.session == chain.session.id else COPY
        notes.place(chain, request.session)
    if not chain.agent:
        copied = request.session != chain.session.id or (ref != "" and request.claim != 0)
        chain.session.forked = chain.session.forked or copied


def _complete(request: RequestDraft, line: JsonObject, message: JsonObject, at: int) -> None:
    """Take what this block adds; a block that was told before adds nothing."""
    number = line.get("apiBlockIndex")
    block = number if type(number) is int and number >= 0 else -1 - at
    if block not in request.blocks:
        first = not request.blocks and block <= 0
        request.blocks.add(block)
        request.ended_at = max(request.ended_at, at)
        thinking = seconds(line.get("thinkingDurationMs"))
        if thinking is not None:
            request.thinking_seconds += thinking
            if first and request.start_exact and _is_thinking(message):
                until_first = round((at - request.started_at) / 1000 - thinking, 6)
                request.first_token_seconds = until_first if until_first >= 0 else None
    stop_reason = message.get("stop_reason")
    if stop_reason:
        request.stop_reason = names.word(text(stop_reason)) or request.stop_reason
    if line.get("isApiErrorMessage") is True:
        request.error = _error(line)


def _is_thinking(message: JsonObject) -> bool:
    content = listed(message.get("content"))
    return bool(content) and mapping(content[0]).get("type") in _THINKING


def _error(line: JsonObject) -> str:
    """Name what failed: its HTTP status where there is one."""
    status = line.get("apiErrorStatus")
    if type(status) is int and 100 <= status <= 599:
        return str(status)
    error = line.get("error")
    told = (status, line.get("apiErrorType"), error, mapping(error).get("type"))
    return next((word for each in told if (word := names.word(text(each)))), names.UNKNOWN)


def _count(notes: Notes, request: RequestDraft, line: JsonObject, usage: object) -> None:
    """Take the usage that speaks of most tokens: older clients wrote it while it grew."""
    request.usage = usage
    told = mapping(usage)
    asked = text(line.get("promptCacheRequested"))
    spent = tokens(told, asked=asked)
    if sum(spent) > sum(request.spent):
        request.spent = spent
    request.speed = speed(told) or request.speed
    request.geography = geography(told) or request.geography
    request.web_searches = max(request.web_searches, web_searches(told))
    if told.get("iterations"):
        _ask_advisors(notes, request, told, asked)


def _ask_advisors(notes: Notes, request: RequestDraft, told: JsonObject, asked: str) -> None:
    """Count each advisor as a request of its own, at the same moment."""
    for number, (model, spent) in zip(range(_ADVISORS), advice(told), strict=False):
        id_ = hashed(request.id, "advisor", str(number))
        advisor = notes.requests.get(id_)
        if advisor is None:
            advisor = notes.requests[id_] = RequestDraft(
                id_,
                request.session,
                request.message,
                request.claim,
                names.model(model) if model else request.model,
                turn=request.turn,
                agent=request.agent,
                agent_type=request.agent_type,
                cause=request.cause,
                skill=request.skill,
            )
        advisor.ended_at = request.ended_at
        advisor.spent = max(advisor.spent, tokens(spent, asked=asked), key=sum)
        notes.mark(advisor)


def _call(notes: Notes, chain: Chain, request: RequestDraft, part: JsonObject, at: int) -> None:
    written = names.written(part.get("id"))
    call = notes.calls.get(written)
    if call is None or call.request != request.id:
        call = notes.calls[written] = _called(chain, request, part, at)
    notes.mark(call)


def _called(chain: Chain, request: RequestDraft, part: JsonObject, at: int) -> CallDraft:
    return CallDraft(
        names.tool_call(request.session, names.written(part.get("id"))),
        request.session,
        names.tool(text(part.get("name"))),
        at,
        request.claim,
        turn=request.turn,
        request=request.id,
        agent=chain.agent,
        agent_type=names.called(text(mapping(part.get("input")).get("subagent_type"))),
    )

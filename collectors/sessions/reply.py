"""What the lines of a reply tell: one request, written once for each block of its content."""

from __future__ import annotations

from collectors.session import hashed
from collectors.sessions import names, usage
from collectors.sessions.drafts import CallDraft, Chain, RequestDraft
from collectors.sessions.notes import Notes
from collectors.sessions.record import Record, listed, mapping, moment, seconds, text

_THINKING = ("thinking", "redacted_thinking")
_ADVISORS = 32


def read_reply(notes: Notes, chain: Chain, line: Record, at: int) -> None:
    """Take one line of a reply, or the failure that Claude Code wrote in place of one."""
    message = mapping(line.get("message"))
    synthetic = message.get("model") == names.SYNTHETIC
    failed = line.get("isApiErrorMessage") is True
    notes.begin(chain)
    notes.touch(chain, at)
    _land(chain, line, synthetic=synthetic)
    if not synthetic or failed:
        request = _found(notes, chain, line, message) or _begun(notes, chain, line, message, at)
        if request is not None:
            _complete(request, line, message, at or chain.session.last_at)
            _count(notes, request, line, message)
            _call_tools(notes, chain, request, message, at)
    chain.before = max(chain.before, at)


def read_echo(notes: Notes, chain: Chain, line: Record, at: int) -> None:
    """Take what an older client repeated of a sub-agent's reply, under the same ids."""
    echo = mapping(mapping(line.get("data")).get("message"))
    message = mapping(echo.get("message"))
    if "usage" not in message:
        return
    request = _found(notes, chain, echo, message)
    if request is None:
        agent = text(mapping(line.get("data")).get("agentId")) or "echo"
        aside = Chain(chain.session, names.one(agent), turn_id=chain.turn_id)
        request = _begun(notes, aside, echo, message, at=0)
    if request is not None:
        request.ended_at = request.ended_at or moment(echo.get("timestamp")) or at
        _count(notes, request, echo, message)


def _land(chain: Chain, line: Record, *, synthetic: bool) -> None:
    """Let the request of the main chain that this answers be in flight no longer."""
    session = chain.session
    if session.flying and not chain.agent:
        ref = text(line.get("requestRef"))
        if synthetic or not ref or names.one(ref) == session.flying:
            session.land()


def _found(notes: Notes, chain: Chain, line: Record, message: Record) -> RequestDraft | None:
    return notes.requests.get(_written_as(chain, line, message)) or notes.requests.get(
        _id(chain, line, message)
    )


def _written_as(chain: Chain, line: Record, message: Record) -> str:
    """What is looked up first: ids as they are written, which is quicker than their hash."""
    key = text(line.get("requestId")) or chain.session.id
    return f"{text(message.get('id')) or text(line.get('uuid'))} {key}"


def _id(chain: Chain, line: Record, message: Record) -> str:
    """Without a request id the turn stands for the session: a fork's copy keeps it."""
    return hashed(
        text(message.get("id")) or text(line.get("uuid")),
        text(line.get("requestId")) or chain.turn_id or chain.session.id,
    )


def _begun(
    notes: Notes, chain: Chain, line: Record, message: Record, at: int
) -> RequestDraft | None:
    written = text(message.get("id"))
    if chain.agent and written in notes.messages:
        return None  # a side question replays the main chain under request ids of its own
    if not chain.agent and written:
        notes.messages[written] = None
    request = RequestDraft(
        _id(chain, line, message),
        chain.session.id,
        names.one(written),
        notes.standing,
        names.model(text(message.get("model"))),
        turn=notes.turn_of(chain, line),
        agent=chain.agent,
        agent_type=names.called(text(line.get("attributionAgent"))) or chain.agent_type,
        cause=chain.cause,
        key=hashed(text(line.get("requestId"))),
        skill=names.called(text(line.get("attributionSkill"))),
    )
    _start(notes, chain, request, line, at)
    notes.requests[_written_as(chain, line, message)] = request
    return request


def _start(notes: Notes, chain: Chain, request: RequestDraft, line: Record, at: int) -> None:
    """Find out when it began, and in which session: only there its start was written."""
    ref, origin = text(line.get("requestRef")), text(line.get("requestSessionId"))
    start = notes.starts.get(names.one(ref)) if ref else None
    if start is not None and start[0] <= at:
        request.started_at, request.shape, request.start_exact = *start, True
    elif chain.before <= at:
        request.started_at = chain.before
    if origin:
        request.session = names.one(origin)
    if origin or start is not None:
        request.claim = 0
        notes.place(chain, request.session)
    if not chain.agent:
        copied = request.session != chain.session.id or (ref != "" and request.claim != 0)
        chain.session.forked = chain.session.forked or copied


def _complete(request: RequestDraft, line: Record, message: Record, at: int) -> None:
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


def _is_thinking(message: Record) -> bool:
    content = listed(message.get("content"))
    return bool(content) and mapping(content[0]).get("type") in _THINKING


def _error(line: Record) -> str:
    """Name what failed: its HTTP status where there is one."""
    status = line.get("apiErrorStatus")
    if type(status) is int and 100 <= status <= 599:
        return str(status)
    error = line.get("error")
    told = (status, line.get("apiErrorType"), error, mapping(error).get("type"))
    return next((word for each in told if (word := names.word(text(each)))), names.UNKNOWN)


def _count(notes: Notes, request: RequestDraft, line: Record, message: Record) -> None:
    """Take the usage that speaks of most tokens: older clients wrote it while it grew."""
    notes.mark(request)
    told = mapping(message.get("usage"))
    if told == request.usage:
        return
    request.usage = told
    asked = text(line.get("promptCacheRequested"))
    tokens = usage.tokens(told, asked=asked)
    if tokens.total > request.tokens.total:
        request.tokens = tokens
    request.speed = usage.speed(told) or request.speed
    request.geography = usage.geography(told) or request.geography
    request.web_searches = max(request.web_searches, usage.web_searches(told))
    if told.get("iterations"):
        _ask_advisors(notes, request, told, asked)


def _ask_advisors(notes: Notes, request: RequestDraft, told: Record, asked: str) -> None:
    """Count each advisor as a request of its own, at the same moment."""
    for number, (model, spent) in zip(range(_ADVISORS), usage.advice(told), strict=False):
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
        tokens = usage.tokens(spent, asked=asked)
        if tokens.total > advisor.tokens.total:
            advisor.tokens = tokens
        notes.mark(advisor)


def _call_tools(
    notes: Notes, chain: Chain, request: RequestDraft, message: Record, at: int
) -> None:
    for block in listed(message.get("content")):
        part = mapping(block)
        if part.get("type") == "tool_use":
            written = text(part.get("id"))
            call = notes.calls.get(written)
            if call is None or call.request != request.id:
                call = notes.calls[written] = _called(chain, request, part, at)
            notes.mark(call)


def _called(chain: Chain, request: RequestDraft, part: Record, at: int) -> CallDraft:
    return CallDraft(
        names.tool_call(request.session, text(part.get("id"))),
        request.session,
        names.tool(text(part.get("name"))),
        at,
        request.claim,
        turn=request.turn,
        request=request.id,
        agent=chain.agent,
        agent_type=names.called(text(mapping(part.get("input")).get("subagent_type"))),
    )

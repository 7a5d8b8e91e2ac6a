"""When the prompt cache broke: what had been in it was written again, and why.

A request reads what the one before it on its chain had read or written. One that reads less than
half of that, and writes instead, has broken the cache, whole or but for the system prompt. Why is
told by what changed in between; of several reasons the surest one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import pairwise

from collectors.framework.module import Framework, Kind, Module
from collectors.framework.reference import Load
from collectors.model import Run, Trigger
from collectors.session import Compaction, Request, TokenUse
from dashboard.memo import remembered
from dashboard.sessions import Detail
from dashboard.snapshot import Snapshot

_KEPT = 0.5
"""Share of the prompt before that is read where the cache is whole."""
_LEAST_CACHED = 4_096
"""Tokens; shorter prompts are not cached by every model."""
_LEAST_WRITTEN = 1_024
_FIVE_MINUTES, _HOUR = 300.0, 3_600.0
_LISTED = (Kind.OUTPUT_STYLE, Kind.SKILL, Kind.COMMAND, Kind.AGENT)
_LOADED = (Kind.MEMORY, Kind.RULE, *_LISTED)
"""What stands in every prompt, by itself or by its description; likeliest first."""


class Why(StrEnum):
    """What broke it."""

    COMPACTION = "compaction"
    MODEL = "model"
    SHAPE = "shape"
    """System prompt or tools."""
    IDLE = "idle"
    """Longer than the cache is kept."""
    SAVED = "saved"
    """A file that Claude Code loads was saved in between."""
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Break:
    """A request that had to write again what was in the cache."""

    request: str
    at: int
    """When the request began, or ended where no start is known."""
    before: int
    """When the one before it did: what broke the cache happened in between."""
    rewritten: int
    """Tokens that were in the cache and were written again."""
    why: Why
    turn: str = ""
    agent: str = ""
    """The sub-agent on whose chain it was; empty for the main one."""
    what: str = ""
    """The model it was changed to, or the path of the file that was saved."""
    saved_at: int = 0
    """When it was; 0 for anything else."""
    idle_seconds: float = 0.0
    kept_seconds: float = _FIVE_MINUTES
    """How long what was written before is kept: five minutes, or an hour."""


def cache_breaks(snapshot: Snapshot) -> tuple[Break, ...]:
    """Find those of the current session, by time."""
    detail = snapshot.sessions.current
    found = _breaks(detail) if detail else ()
    if not any(it.why is Why.UNKNOWN for it in found):
        return found
    saves = [it for it in (*snapshot.saves, *snapshot.runs) if it.trigger is Trigger.SAVE]
    return tuple(_explained(it, saves, snapshot.framework) for it in found)


def cached(tokens: TokenUse) -> int:
    """What a request leaves in the cache."""
    return tokens.cache_read_input_tokens + tokens.cache_creation_input_tokens


@remembered
def _breaks(detail: Detail) -> tuple[Break, ...]:
    chains: dict[str, list[Request]] = {}
    for request in detail.requests:
        if request.tokens.prompt_tokens and not (request.hidden or request.error):
            chains.setdefault(request.agent, []).append(request)
    found = (it for chain in chains.values() for it in _of_chain(chain, detail.compactions))
    return tuple(sorted(found, key=lambda it: (it.at, it.request)))


def _of_chain(requests: list[Request], compactions: Sequence[Compaction]) -> Iterator[Break]:
    kept = _FIVE_MINUTES
    for before, after in pairwise(sorted(requests, key=lambda it: (it.ended_at, it.id))):
        if before.tokens.cache_creation_input_tokens:
            lasting = before.tokens.cache_creation_1h_input_tokens > 0
            kept = _HOUR if lasting else _FIVE_MINUTES
        if _broke(before.tokens, after.tokens):
            yield _break(before, after, kept, compactions)


def _broke(before: TokenUse, after: TokenUse) -> bool:
    expected = cached(before)
    read, written = after.cache_read_input_tokens, after.cache_creation_input_tokens
    return expected >= _LEAST_CACHED and read < _KEPT * expected and written >= _LEAST_WRITTEN


def _break(
    before: Request, after: Request, kept: float, compactions: Sequence[Compaction]
) -> Break:
    at, earlier = _moment(after), _moment(before)
    lost = cached(before.tokens) - after.tokens.cache_read_input_tokens
    found = Break(
        request=after.id,
        at=at,
        before=earlier,
        rewritten=min(lost, after.tokens.cache_creation_input_tokens),
        why=Why.UNKNOWN,
        turn=after.turn,
        agent=after.agent,
        idle_seconds=max(at - earlier, 0) / 1000,
        kept_seconds=kept,
    )
    if not after.agent and any(earlier < it.at <= after.ended_at for it in compactions):
        return replace(found, why=Why.COMPACTION)
    if before.model != after.model:
        return replace(found, why=Why.MODEL, what=after.model)
    if before.shape and after.shape and before.shape != after.shape:
        return replace(found, why=Why.SHAPE)
    return replace(found, why=Why.IDLE) if found.idle_seconds > kept else found


def _moment(request: Request) -> int:
    """When it read and wrote the cache, as far as that is known."""
    return request.started_at or request.ended_at


def _explained(found: Break, saves: Iterable[Run], framework: Framework) -> Break:
    """Name the file whose save may have broken it."""
    if found.why is not Why.UNKNOWN:
        return found
    ranked = _ranks(framework)
    loaded = [
        (ranked[path], path, run.at)
        for run in saves
        if found.before < run.at <= found.at
        for path in run.paths
        if path in ranked
    ]
    if not loaded:
        return found
    _, path, at = min(loaded)
    return replace(found, why=Why.SAVED, what=path, saved_at=at)


@remembered
def _ranks(framework: Framework) -> dict[str, int]:
    """What stands in every prompt, by path: the lower, the likelier it is what changed it."""
    modules = {module.path: module for module in framework.modules}
    ranks = {it.path: _LOADED.index(it.kind) for it in framework.modules if it.kind in _LOADED}
    for path in _imported(modules):
        ranks[path] = 0
    return ranks


def _imported(modules: dict[str, Module]) -> set[str]:
    """Everything that memory files and rules import, however deep."""
    found: set[str] = set()
    waiting = [path for path, it in modules.items() if it.kind in (Kind.MEMORY, Kind.RULE)]
    while waiting:
        for reference in modules[waiting.pop()].references:
            path = reference.path
            if reference.load is Load.EAGER and path in modules and path not in found:
                found.add(path)
                waiting.append(path)
    return found

"""Load runs that someone asks for by hand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from collectors.cache import ComponentCache
from collectors.config import Config
from collectors.errors import LoadError
from collectors.framework.grounds import Grounds
from collectors.framework.module import Framework
from collectors.loading.block import Bench
from collectors.loading.crew import Crew
from collectors.loading.loader import Loader
from collectors.loading.timing import LoadTiming
from collectors.tokens import Tokenizer


@dataclass(frozen=True, slots=True)
class Skipped:
    """A module that could not be loaded."""

    path: str
    reason: str


def time_each(
    framework: Framework,
    paths: Iterable[str],
    *,
    root: Path,
    tokenizer: Tokenizer,
    rounds: int,
    config: Config,
) -> Iterator[LoadTiming | Skipped]:
    """Time the loads of module after module, warm ones through one cache, hot modules in it."""
    grounds = Grounds.around(root, config.framework.allowed_roots)
    cache = ComponentCache(entries=config.load.cache_entries, bytes=config.load.cache_bytes)
    loader = Loader.of(framework, grounds, tokenizer)
    with Crew() as crew:
        bench = Bench(framework, loader, cache, crew)
        bench.preload(config.load.preload)
        for path in paths:
            yield _timed(bench, path, rounds)


def _timed(bench: Bench, path: str, rounds: int) -> LoadTiming | Skipped:
    try:
        return bench.time(path, rounds=rounds)
    except LoadError as error:
        return Skipped(path, str(error))

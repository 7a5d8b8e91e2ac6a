"""How a baseline is made: of what lies on disk now, or of a commit."""

from __future__ import annotations

import os
from collections.abc import Generator, Iterator
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from collectors.baseline import Baseline, Blob, LoadStatistics
from collectors.baselines.checkout import Checkout
from collectors.baselines.environment import environment
from collectors.errors import BaselineError, NoFrameworkError
from collectors.framework.assembly import Assembly
from collectors.framework.grounds import Grounds, printable
from collectors.framework.module import Content, Finding, Framework, Module, Stamp
from collectors.framework.places import base
from collectors.framework.regular_file import read_module
from collectors.framework.selection import Selection
from collectors.loading.targets import touched
from collectors.model import Record, Run
from collectors.site import Memory, Site
from collectors.tokens import digest

LIMIT_BYTES = 64 * 1024 * 1024
"""What the contents of all baselines of a store may take, before they are compressed."""

_NO_STAMP = Stamp(0, 0, 0, 0, 0)
_LOADS = 60
_CANARIES = 200
_LOADS_SINCE = 24 * 3_600_000
"""Milliseconds: older loads are of another day, and of another machine's mood."""
_ROUNDS = 8
"""How often files that only imports lead to are looked for, each time a hop further."""


def pin(site: Site, framework: Framework, *, name: str, at: int) -> Iterator[Record]:
    """Yield the contents and the baseline of a framework as just scanned, with recent load times.

    Raises `BaselineError` when a file is not what was scanned, or all are too much to keep.
    """
    yield from _blobs(site, framework, site.root)
    since = at - _LOADS_SINCE
    times = _loads(site.memory, framework, since)
    yield Baseline(
        name,
        at,
        framework,
        environment=environment(),
        loads=tuple(LoadStatistics(it, tuple(times[it].values())) for it in sorted(times)),
        canary_seconds=_canary(site.memory, times, since),
    )


def pin_revision(site: Site, revision: str, *, name: str, at: int) -> Iterator[Record]:
    """Yield the same of a commit, given by its full hash, and what its texts say.

    The files are laid out in a temporary folder and scanned there by the rules of today. Raises
    `BaselineError` when the commit holds no framework at this root.
    """
    with TemporaryDirectory(prefix="perfdash-") as temporary:
        folder = Path(temporary, site.root.name or "root")
        folder.mkdir()
        checkout = Checkout(site.root, revision, folder)
        framework = yield from _scanned(site, checkout, folder, revision)
        yield from _blobs(site, framework, folder)
    yield Baseline(
        name,
        at,
        _moved(framework, site.root),
        revision=revision,
        environment=environment(),
    )


def _scanned(
    site: Site, checkout: Checkout, folder: Path, revision: str
) -> Generator[Content, None, Framework]:
    """Scan a checkout, and again with the files that imports lead to where no walk looks."""
    checkout.lay_out_framework(Selection.of(folder.name, site.config.framework))
    contents = site.memory.contents()
    assembly = Assembly(
        folder, site.config, site.tokenizer, remembered=Framework(), contents=contents
    )
    try:
        framework = yield from assembly.refresh()
        for _ in range(_ROUNDS):
            if not checkout.lay_out_named(_missing(framework)):
                break
            framework = yield from assembly.refresh()
    except NoFrameworkError as error:
        raise BaselineError(
            f"{site.root}: there is no framework here at commit {revision[:12]}, or none that can"
            " be listed; name another revision."
        ) from error
    return framework


def _missing(framework: Framework) -> frozenset[str]:
    """The file names of what is referred to and not there."""
    return frozenset(
        base(reference.target)
        for module in framework.modules
        for reference in module.references
        if not reference.found
    )


def _moved(framework: Framework, root: Path) -> Framework:
    """The framework as if it had been scanned at another root; its files' stamps mean nothing."""
    modules = tuple(replace(module, stamp=_NO_STAMP) for module in framework.modules)
    return replace(framework, root=printable(os.path.realpath(root)), modules=modules)


def _blobs(site: Site, framework: Framework, folder: Path) -> tuple[Blob, ...]:
    """The contents of all modules that no baseline keeps yet."""
    grounds = Grounds.around(folder, site.config.framework.allowed_roots)
    kept = site.memory.baselines.kept()
    distinct = {module.digest: module for module in framework.modules if module.digest not in kept}
    new = sum(module.bytes for module in distinct.values())
    if new + sum(kept.values()) > LIMIT_BYTES:
        raise BaselineError(
            f"{site.root}: its baselines would keep more than {LIMIT_BYTES >> 20} MiB of texts;"
            " drop one of them: perfdash baseline list, then perfdash baseline drop NAME."
        )
    return tuple(Blob(key, _content(grounds, module)) for key, module in distinct.items())


def _content(grounds: Grounds, module: Module) -> bytes:
    result = read_module(grounds, module.path)
    if isinstance(result, Finding) or digest(result.content) != module.digest:
        raise BaselineError(
            f"{printable(grounds.root)}: {module.path} changed while the baseline was made;"
            " pin it again."
        )
    return result.content


def _loads(memory: Memory, framework: Framework, since: int) -> dict[str, dict[int, float]]:
    """The newest cold loads of each module since its closure was last saved, by time."""
    saved = dict(_saved(framework, memory.saves(since)))
    times: dict[str, dict[int, float]] = {}
    known = {module.path for module in framework.modules}
    for module, at, seconds in memory.cold_loads(since):
        if module in known and at >= saved.get(module, 0):
            times.setdefault(module, {})[at] = seconds
    return {module: dict(list(loads.items())[-_LOADS:]) for module, loads in times.items()}


def _canary(memory: Memory, times: dict[str, dict[int, float]], since: int) -> tuple[float, ...]:
    """What the canary took between the first and the last of these loads, evenly thinned out."""
    moments = [at for loads in times.values() for at in loads]
    if not moments:
        return ()
    first, last = min(moments), max(moments)
    sung = [seconds for at, seconds in memory.canary_seconds(since) if first <= at <= last]
    return tuple(sung[:: len(sung) // _CANARIES + 1])


def _saved(framework: Framework, saves: tuple[Run, ...]) -> Iterator[tuple[str, int]]:
    """Each module that a save changed, itself or in what it includes; the latest time last."""
    latest = {run.paths: run.at for run in saves}
    for paths, at in sorted(latest.items(), key=lambda item: item[1]):
        for module in touched(framework, paths):
            yield module, at

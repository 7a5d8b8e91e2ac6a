"""What a first scan costs beside reading and tokenising the same files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from collectors import tokens
from tests.benchmarks.child import (
    cpu_seconds,
    floor,
    importing,
    imports,
    output,
    run,
    scan,
    undeclared,
)
from tests.benchmarks.ranks import keep_published
from tests.benchmarks.result import Result, against, less, usual
from tests.benchmarks.setting import Setting, environment, new_state, perfdash

_MOST = 1.25


def cold(setting: Setting) -> Iterator[Result]:
    """Compare CPU times of fresh processes, whole and without what they import."""
    cache = str(keep_published(setting.scratch / "ranks"))
    for root in setting.frameworks:
        state = environment(new_state(setting), TIKTOKEN_CACHE_DIR=cache)
        naive = floor("count_tokens", str(root), str(list_files(root, setting)))
        sooner = [*naive, tokens._SPLIT]
        if output(run(naive), state) != output(run(sooner), state):
            raise ValueError("the two floors do not count the same")
        yield from _compare(root, setting, state, naive, sooner)
        yield _beyond_dependencies(root, setting)


def cold_scan(root: Path, setting: Setting) -> float:
    """The CPU time of a scan with an empty store."""
    return cpu_seconds(run(_scan(root)), environment(new_state(setting)))


def list_files(root: Path, setting: Setting) -> Path:
    """Write the paths of what a scan counts into a file, for the floors to read."""
    modules = scan(root, environment(new_state(setting)))["modules"]
    listed = setting.scratch / f"{root.name}.files"
    listed.write_text("\0".join(str(root / module["path"]) for module in modules), "utf-8")
    return listed


def _compare(
    root: Path,
    setting: Setting,
    state: Mapping[str, str],
    naive: Sequence[str],
    sooner: Sequence[str],
) -> Iterator[Result]:
    ours = importing(_scan(root), environment(new_state(setting)), frozen=True)
    theirs = importing(sooner, state)
    scans, imported, naives, packed, least = [], [], [], [], []
    for _ in range(setting.rounds):
        naives.append(cpu_seconds(run(naive), state))
        packed.append(cpu_seconds(run(sooner), state))
        scans.append(cold_scan(root, setting))
        least.append(cpu_seconds(theirs, state))
        imported.append(cpu_seconds(ours, state))
    yield against(f"cold scan over tiktoken's get_encoding, {root.name}", scans, naives, bar=_MOST)
    yield against(f"cold scan over ranks as packed here, {root.name}", scans, packed)
    yield against(
        f"the same, each less its imports, {root.name}", less(scans, imported), less(packed, least)
    )


def _beyond_dependencies(root: Path, setting: Setting) -> Result:
    """Hold the environment of the tests against one where only perfdash is installed."""
    state = environment(new_state(setting))
    _, anyway = imports(["-c", ""], state)
    _, names = imports(_scan(root), state)
    found = undeclared(names - anyway)
    what = f"packages imported that perfdash does not depend on, {root.name}"
    return usual(what, [len(found)], unit="", bar=0)


def _scan(root: Path) -> list[str]:
    return [perfdash(), "scan", str(root), "--json"]

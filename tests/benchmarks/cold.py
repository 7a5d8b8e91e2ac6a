"""What a first scan costs beside reading and tokenising the same files."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from collectors import tokens
from tests.benchmarks.child import cpu_seconds, floor, importing, run, scan
from tests.benchmarks.result import Result, against, less
from tests.benchmarks.setting import Setting, environment, new_state, perfdash

_MOST = 1.25


def cold(setting: Setting) -> Iterator[Result]:
    """Compare CPU times of fresh processes, whole and without what they import."""
    for root in setting.frameworks:
        listed = list_files(root, setting)
        naive = floor("count_tokens", str(root), str(listed), tokens._SPLIT)
        yield from _compare(root, setting, naive)


def cold_scan(root: Path, setting: Setting) -> float:
    """The CPU time of a scan with an empty store."""
    return cpu_seconds(run(_scan(root)), environment(new_state(setting)))


def list_files(root: Path, setting: Setting) -> Path:
    """Write the paths of what a scan counts into a file, for the floors to read."""
    modules = scan(root, environment(new_state(setting)))["modules"]
    listed = setting.scratch / f"{root.name}.files"
    listed.write_text("\0".join(str(root / module["path"]) for module in modules), "utf-8")
    return listed


def _compare(root: Path, setting: Setting, naive: Sequence[str]) -> Iterator[Result]:
    state = environment(new_state(setting))
    ours = importing(_scan(root), state, frozen=True)
    theirs = importing(naive, state)
    scans, imported, floors, least = [], [], [], []
    for _ in range(setting.rounds):
        floors.append(cpu_seconds(run(naive), state))
        scans.append(cold_scan(root, setting))
        least.append(cpu_seconds(theirs, state))
        imported.append(cpu_seconds(ours, state))
    yield against(f"cold scan, {root.name}", scans, floors, bar=_MOST)
    yield against(
        f"cold scan less imports, {root.name}", less(scans, imported), less(floors, least)
    )


def _scan(root: Path) -> list[str]:
    return [perfdash(), "scan", str(root), "--json"]

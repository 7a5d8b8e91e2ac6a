"""What a first scan costs beside reading and tokenising the same files."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from collectors import tokens
from tests.benchmarks.child import cpu_seconds, floor, scan
from tests.benchmarks.result import Result, against
from tests.benchmarks.setting import Setting, environment, new_state, perfdash

_MOST = 1.25


def cold(setting: Setting) -> Iterator[Result]:
    """Compare CPU times of fresh processes, on every framework."""
    for root in setting.frameworks:
        listed = list_files(root, setting)
        naive = floor("count_tokens", str(root), str(listed), tokens._SPLIT)
        state = environment(new_state(setting))
        scans, floors = [], []
        for _ in range(setting.rounds):
            floors.append(cpu_seconds(naive, state))
            scans.append(cold_scan(root, setting))
        yield against(f"cold scan, {root.name}", scans, floors, bar=_MOST)


def cold_scan(root: Path, setting: Setting) -> float:
    """The CPU time of a scan with an empty store."""
    command = [perfdash(), "scan", str(root), "--json"]
    return cpu_seconds(command, environment(new_state(setting)))


def list_files(root: Path, setting: Setting) -> Path:
    """Write the paths of what a scan counts into a file, for the floors to read."""
    modules = scan(root, environment(new_state(setting)))["modules"]
    listed = setting.scratch / f"{root.name}.files"
    listed.write_text("\0".join(_files(root, [module["path"] for module in modules])), "utf-8")
    return listed


def _files(root: Path, paths: Sequence[str]) -> list[str]:
    return [str(root / path) for path in paths]

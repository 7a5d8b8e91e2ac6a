"""What a second scan costs beside hashing the same files, and what it imports."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from statistics import median

from tests.benchmarks.child import cpu_seconds, floor, importing, imports, output, run, scan
from tests.benchmarks.cold import list_files
from tests.benchmarks.result import Result, against, less, usual
from tests.benchmarks.setting import Setting, environment, new_state, perfdash

_MOST = 3.0
_TIMES = 3
"""More rounds than elsewhere: a small difference of large figures is looked for."""


def warm(setting: Setting) -> Iterator[Result]:
    """Compare CPU times, without that of the interpreter and of what a scan imports."""
    for root in setting.frameworks:
        state = environment(new_state(setting))
        scan(root, state)
        yield from _against_hashing(root, setting, state)
        yield from _imported(root, state)


def _against_hashing(root: Path, setting: Setting, state: Mapping[str, str]) -> Iterator[Result]:
    command = [perfdash(), "scan", str(root), "--json"]
    hashing = floor("hash_files", str(root), str(list_files(root, setting)))
    only_imports = importing(command, state, frozen=True)
    scans, imported, floors = [], [], []
    for _ in range(_TIMES * setting.rounds):
        floors.append(float(output(run(hashing), state).split()[0]))
        scans.append(cpu_seconds(run(command), state))
        imported.append(cpu_seconds(only_imports, state))
    own, least = less(scans, imported), median(floors)
    yield Result(
        f"second scan less imports, {root.name}",
        median(own),
        "seconds",
        tuple(own),
        _MOST,
        floor=least,
        ratio=median(own) / least,
    )
    yield against(f"second scan over its imports, {root.name}", scans, imported)


def _imported(root: Path, state: Mapping[str, str]) -> Iterator[Result]:
    """Count what no headless command may import, and no second scan may need."""
    for arguments, unwanted in (
        (["scan", str(root), "--json"], "tiktoken"),
        (["scan", str(root), "--json"], "textual"),
        (["snapshot", str(root)], "textual"),
    ):
        _, every = imports([perfdash(), *arguments], state)
        found = sum(1 for name in every if name.partition(".")[0] == unwanted)
        what = f"{unwanted} modules imported by {arguments[0]}, {root.name}"
        yield usual(what, [found], unit="", bar=0)

"""What a second scan costs beside hashing the same files, and what it imports."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from statistics import median

from tests.benchmarks.child import cpu_seconds, floor, imports, output, scan
from tests.benchmarks.cold import list_files
from tests.benchmarks.result import Result, against, usual
from tests.benchmarks.setting import Setting, environment, new_state, perfdash

_MOST = 3.0
_TIMES = 3
"""More rounds than elsewhere: a small difference of large figures is looked for."""
_IMPORT = "import sys; [__import__(name) for name in sys.argv[1:]]"


def warm(setting: Setting) -> Iterator[Result]:
    """Compare CPU times, without that of the interpreter and of what a scan imports."""
    for root in setting.frameworks:
        state = environment(new_state(setting))
        scan(root, state)
        yield from _against_hashing(root, setting, state)
        yield from _imported(root, state)


def _against_hashing(root: Path, setting: Setting, state: Mapping[str, str]) -> Iterator[Result]:
    command = ["scan", str(root), "--json"]
    outermost, _ = imports(command, state)
    hashing = floor("hash_files", str(root), str(list_files(root, setting)))
    scans, bare, floors = [], [], []
    for _ in range(_TIMES * setting.rounds):
        floors.append(float(output(hashing, state).split()[0]))
        scans.append(cpu_seconds([perfdash(), *command], state))
        bare.append(cpu_seconds([sys.executable, "-c", _IMPORT, *outermost], state))
    own, least = median(scans) - median(bare), median(floors)
    yield Result(
        f"second scan less imports, {root.name}",
        own,
        "seconds",
        tuple(scans),
        _MOST,
        floor=least,
        ratio=own / least,
    )
    yield against(f"second scan over its imports, {root.name}", scans, bare)


def _imported(root: Path, state: Mapping[str, str]) -> Iterator[Result]:
    """Count what no headless command may import, and no second scan may need."""
    for arguments, unwanted in (
        (["scan", str(root), "--json"], "tiktoken"),
        (["scan", str(root), "--json"], "textual"),
        (["snapshot", str(root)], "textual"),
    ):
        _, every = imports(arguments, state)
        found = sum(1 for name in every if name.partition(".")[0] == unwanted)
        what = f"{unwanted} modules imported by {arguments[0]}, {root.name}"
        yield usual(what, [found], unit="", bar=0)

"""Start three processes on one fresh store at the same instant, again and again.

A script of its own, because only a process without threads may fork.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

from collectors.errors import LeaseHeldError
from collectors.store import Store
from tests.collectors.store.builders import load, tick

_RIVALS = 3
_RECORDED, _VIEWED = 10, 11


def start(path: Path, gate: int, finish: int, leave: int) -> int:
    """Wait for the gate, then record if the lease is free, else view; who records stays on."""
    os.read(gate, 1)
    try:
        with Store.at(path, writable=True) as store:
            store.add(tick(), [load(1.0)])
            os.write(finish, b".")
            os.read(leave, 1)
            return _RECORDED
    except LeaseHeldError:
        with Store.at(path, writable=False) as store:
            store.measurements.series()
            os.write(finish, b".")
            return _VIEWED


def race(path: Path) -> list[int]:
    """The exit codes of one round."""
    gate_end, gate = os.pipe()
    finish_end, finish = os.pipe()
    leave_end, leave = os.pipe()
    pids = []
    for _ in range(_RIVALS):
        pid = os.fork()
        if pid == 0:
            code = 1
            try:
                code = start(path, gate_end, finish, leave_end)
            finally:
                os._exit(code)
        pids.append(pid)
    os.write(gate, b"." * _RIVALS)
    arrived = b""
    while len(arrived) < _RIVALS:
        arrived += os.read(finish_end, _RIVALS)
    os.write(leave, b".")
    return [os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) for pid in pids]


def main(rounds: int) -> int:
    """Race, and say how many started well."""
    with tempfile.TemporaryDirectory() as folder:
        codes = [code for n in range(rounds) for code in race(Path(folder, f"{n}.sqlite3"))]
    started = codes.count(_RECORDED) + codes.count(_VIEWED)
    print(f"{started} started, {codes.count(_RECORDED)} record")  # noqa: T201 - what the test reads
    return 0 if started == rounds * _RIVALS else 1


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1])))

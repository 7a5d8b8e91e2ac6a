"""What the machine, the dev session's processes and perfdash itself take.

CPU is told as a share of the time since the last look, so the first look tells none.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from typing import ClassVar

from collectors.model import Occasion, Record, Sample, Trigger
from collectors.process_tree import ProcessTree
from collectors.sessions.roster import Roster
from collectors.site import Site

_LOOPBACK = frozenset({"lo", "lo0"})


class ProcessCollector:
    """Samples CPU, memory and I/O."""

    NAME: ClassVar[str] = "process"
    TRIGGERS: ClassVar[frozenset[Trigger]] = frozenset({Trigger.START, Trigger.TICK})

    def __init__(self, site: Site) -> None:
        sessions = site.config.sessions
        living = Roster.of(site.root, sessions.config_dirs).living if sessions.enabled else tuple
        self._tree = ProcessTree(site.root, site.config.dashboard.session_pid, living=living)
        self._tree_cpu = Rate()
        self._own_cpu = Rate()
        self._cores_seen = False

    def collect(self, occasion: Occasion) -> Iterator[Record]:  # noqa: ARG002 - all are alike here
        """Yield what the machine, perfdash and the session take now."""
        now = time.monotonic()
        yield from self._cores()
        yield from _memory()
        yield from _disks()
        yield from _networks()
        yield from self._own(now)
        yield from self._session(now)
        yield self._tree.status()

    def _cores(self) -> Iterator[Sample]:
        import psutil

        yield Sample("load_average", os.getloadavg()[0])
        percents = psutil.cpu_percent(percpu=True)
        if self._cores_seen:
            for core, percent in enumerate(percents):
                yield Sample("cpu_ratio", min(percent / 100, 1.0), (("core", str(core)),))
        self._cores_seen = True

    def _own(self, now: float) -> Iterator[Sample]:
        import psutil

        yield Sample("self_resident_memory_bytes", psutil.Process().memory_info().rss)
        ratio = self._own_cpu.ratio(time.process_time(), now)
        if ratio is not None:
            yield Sample("self_cpu_ratio", ratio)

    def _session(self, now: float) -> Iterator[Sample]:
        use = self._tree.use(now)
        if use is None:
            self._tree_cpu = Rate()
            return
        who = ("who", "session")
        yield Sample("process_resident_memory_bytes", use.resident_bytes, (who,))
        yield Sample("process_io_bytes_total", use.read_bytes, (("direction", "read"), who))
        yield Sample("process_io_bytes_total", use.written_bytes, (("direction", "write"), who))
        ratio = self._tree_cpu.ratio(use.cpu_seconds, now)
        if ratio is not None:
            yield Sample("process_cpu_ratio", ratio, (who,))


class Rate:
    """Turns a growing total of seconds into a share of the time that passed."""

    def __init__(self) -> None:
        self._last: tuple[float, float] | None = None

    def ratio(self, total: float, now: float) -> float | None:
        """The share since the last call; None at first, after a reset and when no time passed."""
        last, self._last = self._last, (total, now)
        if last is None or now <= last[1] or total < last[0]:
            return None
        return (total - last[0]) / (now - last[1])


def _memory() -> Iterator[Sample]:
    import psutil

    memory = psutil.virtual_memory()
    yield Sample("memory_available_bytes", memory.available)
    yield Sample("memory_total_bytes", memory.total)


def _disks() -> Iterator[Sample]:
    import psutil

    disks = psutil.disk_io_counters()
    if disks:
        yield Sample("disk_bytes_total", disks.read_bytes, (("direction", "read"),))
        yield Sample("disk_bytes_total", disks.write_bytes, (("direction", "write"),))


def _networks() -> Iterator[Sample]:
    import psutil

    counters = psutil.net_io_counters(pernic=True)
    networks = [each for name, each in counters.items() if name not in _LOOPBACK]
    received = sum(network.bytes_recv for network in networks)
    sent = sum(network.bytes_sent for network in networks)
    yield Sample("network_bytes_total", received, (("direction", "received"),))
    yield Sample("network_bytes_total", sent, (("direction", "sent"),))

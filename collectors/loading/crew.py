"""The threads that share the files of a parallel load."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor, wait
from heapq import heapreplace
from time import thread_time_ns
from types import TracebackType
from typing import Self, TypeVar

Share = TypeVar("Share")
Result = TypeVar("Result")


class Crew:
    """Threads kept from load to load; the thread that asks is one of them.

    It works too because the tokenizer is fastest in the thread that used it first.
    """

    def __init__(self) -> None:
        self.cpu_ns = 0
        """CPU time that the others have spent, the asking thread's left out."""
        self._cores = _cores()
        self._pool = ThreadPoolExecutor(
            max_workers=max(1, self._cores - 1), thread_name_prefix="perfdash-load"
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        exception_type: type[BaseException] | None,
        exception: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def size(self) -> int:
        """How many threads a load may use now, the asking one included."""
        return idle_cores(self._cores, os.getloadavg()[0])

    def share(self, work: Callable[[Share], Result], shares: Sequence[Share]) -> list[Result]:
        """Do the first share here and each other one in a thread; results in order."""
        futures = [self._pool.submit(_timed, work, share) for share in shares[1:]]
        try:
            own = [work(share) for share in shares[:1]]
        finally:
            wait(futures)
        others = [future.result() for future in futures]
        self.cpu_ns += sum(cpu_ns for _, cpu_ns in others)
        return own + [result for result, _ in others]

    def close(self) -> None:
        """Let the threads end, and wait until they have."""
        self._pool.shutdown()


def idle_cores(cores: int, load_average: float) -> int:
    """How many cores others leave idle; at least one."""
    return max(1, cores - int(load_average))


def balanced(weights: Sequence[tuple[str, int]], shares: int) -> tuple[tuple[str, ...], ...]:
    """Deal names into at most so many shares of about equal weight, the heaviest name first."""
    dealt: list[list[str]] = [[] for _ in range(min(shares, len(weights)))]
    lightest = [(0, number) for number in range(len(dealt))]
    for name, weight in sorted(weights, key=lambda item: (-item[1], item[0])):
        total, number = lightest[0]
        dealt[number].append(name)
        heapreplace(lightest, (total + weight + 1, number))
    return tuple(tuple(names) for names in dealt)


def _timed(work: Callable[[Share], Result], share: Share) -> tuple[Result, int]:
    started = thread_time_ns()
    return work(share), thread_time_ns() - started


def _cores() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1

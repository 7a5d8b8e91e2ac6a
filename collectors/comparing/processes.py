"""Old and new content timed in fresh processes, in pairs.

What a process happens to be like (where its memory lies, which core it got) moves all its times
by some percent. Turns within one process cannot tell whether it did; many processes can.
"""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from itertools import chain
from pathlib import Path
from statistics import median

from collectors.comparing.answer import Answer
from collectors.comparing.side import Pair
from collectors.comparing.stage import NEW, OLD, set_up, take_down
from collectors.comparing.tally import Tally
from collectors.comparing.worker_process import Worker, command

_BLOCKS = 3
"""Blocks of samples in one process; more would tell no more about other processes."""


def time_in_processes(pair: Pair) -> Tally:
    """Time a pair in five to 25 pairs of processes, as many as it takes to decide.

    Old and new lead in turn. Two processes take some 0.3 s and 60 loads, or more where those are
    short. Raises `CompareError` when one fails.
    """
    folder = set_up(pair)
    tally = Tally()
    try:
        while not tally.decided:
            tally = one_more(tally, folder)
    finally:
        take_down(folder)
    return tally


def one_more(tally: Tally, folder: Path) -> Tally:
    """Add a block: what a new process says of the old side, and another one of the new side."""
    order = (NEW, OLD) if len(tally.blocks) % 2 else (OLD, NEW)
    said = {side: _alone(folder, side) for side in order}
    for old, new in zip(said[OLD], said[NEW], strict=True):
        tally = tally.told(_side_by_side(old, new))
    return tally


def _alone(folder: Path, side: str) -> tuple[Answer, Answer]:
    """What a fresh process says of one side: that it is ready, then all its blocks as one."""
    with closing(Worker(command(folder, side))) as worker:
        ready = worker.wait()
        blocks = [_block(worker) for _ in range(_BLOCKS)]
    samples = tuple(chain.from_iterable(block.samples[0] for block in blocks))
    canary = median(block.canary_seconds for block in blocks)
    return ready, replace(blocks[-1], samples=(samples,), canary_seconds=canary)


def _block(worker: Worker) -> Answer:
    worker.ask()
    return worker.wait()


def _side_by_side(old: Answer, new: Answer) -> Answer:
    return Answer(
        cpu_seconds=old.cpu_seconds + new.cpu_seconds,
        footprints=old.footprints + new.footprints,
        samples=old.samples + new.samples,
        canary_seconds=(old.canary_seconds + new.canary_seconds) / 2,
    )

"""The process that times: `python -I -m collectors.comparing.worker FOLDER SIDE...`.

It answers when it is ready, and then one block for each line that it is sent. It knows no screen,
no store and no tokenizer, so that nothing but loads takes its time.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from time import process_time
from typing import TextIO

from collectors import canary
from collectors.comparing.answer import Answer, written
from collectors.comparing.footprint import footprint
from collectors.comparing.stage import loader_of, take_down
from collectors.comparing.turns import block, warm_up
from collectors.loading.block import garbage_collection_off


def main() -> None:
    """Serve until nobody asks any more: nobody else is there then to remove the folder."""
    folder, *sides = sys.argv[1:]
    _stay_on_one_core()
    try:
        serve([loader_of(Path(folder, side)) for side in sides], sys.stdin, sys.stdout)
    finally:
        take_down(Path(folder))


def serve(loads: Sequence[Callable[[], object]], asked: Iterable[str], answers: TextIO) -> None:
    """Answer that these loads are ready, then with one block of them for each line."""
    loops = [warm_up(load) for load in loads]
    footprints = tuple(map(footprint, loads))
    _say(answers, Answer(process_time(), footprints))
    gc.collect()
    gc.freeze()
    for number, _ in enumerate(asked):
        gc.collect()
        with garbage_collection_off():
            song = canary.sing()
            samples = block(loads, loops=loops, number=number)
        _say(answers, Answer(process_time(), samples=samples, canary_seconds=song))


def _stay_on_one_core() -> None:
    """A process that moves between cores finds cold caches; which core does not matter."""
    if hasattr(os, "sched_setaffinity"):
        cores = sorted(os.sched_getaffinity(0))
        os.sched_setaffinity(0, {cores[os.getpid() % len(cores)]})


def _say(answers: TextIO, answer: Answer) -> None:
    answers.write(written(answer))
    answers.flush()


if __name__ == "__main__":
    main()

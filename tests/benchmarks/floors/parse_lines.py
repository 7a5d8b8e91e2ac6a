"""The floor of a first reading: parse every line; arguments are a folder and how many processes.

Each process reads whole files, and together as much as every other. Nothing is added up, stored or
told.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

import orjson

_BUFFER_BYTES = 256 * 1024
"""More than the usual eight thousand: most lines are longer."""


def main(folder: str, processes: str) -> None:
    """Read all session files below the folder."""
    shares: list[list[str]] = [[] for _ in range(int(processes))]
    bytes_of = [0] * len(shares)
    for size, path in sorted(_found(folder), reverse=True):
        least = bytes_of.index(min(bytes_of))
        shares[least].append(path)
        bytes_of[least] += size
    for share in shares:
        if not os.fork():
            _parse(share)
            os._exit(0)
    for _ in shares:
        if os.wait()[1]:
            sys.exit("not everything was read")


def _found(folder: str) -> list[tuple[int, str]]:
    """Size and path of each file."""
    return [
        (os.path.getsize(path), path)  # noqa: PTH202 - pathlib is not imported
        for place, _, names in os.walk(folder)
        for name in names
        if (path := os.path.join(place, name)).endswith(".jsonl")  # noqa: PTH118
    ]


def _parse(paths: Sequence[str]) -> None:
    for path in paths:
        with open(path, "rb", _BUFFER_BYTES) as file:  # noqa: PTH123
            for line in file:
                try:
                    orjson.loads(line)
                except orjson.JSONDecodeError:  # a torn line
                    continue


if __name__ == "__main__":
    main(*sys.argv[1:])

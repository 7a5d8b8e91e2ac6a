"""What a worker says: first that it is ready, then one block each time; a line of JSON each."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass

from collectors.comparing.footprint import Footprint


@dataclass(frozen=True, slots=True)
class Answer:
    """What a worker measured since it last answered."""

    cpu_seconds: float
    """CPU time of the worker since it started."""
    footprints: tuple[Footprint, ...] = ()
    """Of one load of each side; only in the first answer."""
    samples: tuple[tuple[float, ...], ...] = ()
    """Seconds of loads, by side; one block, empty in the first answer."""
    canary_seconds: float = 0.0


def written(answer: Answer) -> str:
    """One line, its end included."""
    return json.dumps(asdict(answer)) + "\n"


def understood(line: bytes) -> Answer:
    """Read such a line; raise `ValueError` when it is none."""
    try:
        said = json.loads(line)
        return Answer(
            cpu_seconds=float(said["cpu_seconds"]),
            footprints=tuple(Footprint(**each) for each in said["footprints"]),
            samples=tuple(tuple(map(float, each)) for each in said["samples"]),
            canary_seconds=float(said["canary_seconds"]),
        )
    except (KeyError, TypeError) as error:
        raise ValueError(f"not an answer: {error!r}") from error

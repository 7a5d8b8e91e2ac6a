"""Where a snapshot goes that the user asks for with a key, and how it is called."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from collectors import __version__
from collectors.errors import PerfdashError
from collectors.store.location import location
from dashboard.export import file, snapshot_json
from dashboard.messages import Asked
from dashboard.piece import tail
from dashboard.reading import Reading
from dashboard.safe_text import safe_text

_SAID = "snapshot written to "


def within_reach(reading: Reading, root: Path, *, width: int) -> Asked:
    """Write a reading where perfdash was started, or else where the root's store lies.

    Where that is, or at least how it is called, is said in so many cells.
    """
    try:
        path = snapshot(reading, (Path.cwd(), location(root).parent))
    except PerfdashError as error:
        return Asked("", str(error))
    return Asked(_SAID + tail(safe_text(str(path)), width - len(_SAID)))


def snapshot(reading: Reading, folders: Iterable[Path]) -> Path:
    """Write a reading into the first folder that takes it, and say where it lies."""
    rendered = snapshot_json.render(reading, __version__)
    refusals = []
    for folder in folders:
        path = folder / _name(reading.snapshot.taken_at)
        try:
            file.write(path, rendered)
        except PerfdashError as error:
            refusals.append(str(error))
        else:
            return path
    raise PerfdashError("; ".join(refusals))


def _name(taken_at: int) -> str:
    moment = datetime.fromtimestamp(taken_at / 1000).astimezone()
    return f"perfdash-snapshot-{moment:%Y%m%d-%H%M%S}.json"

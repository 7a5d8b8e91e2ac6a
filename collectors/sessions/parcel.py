"""What files tell of sessions, as bytes that one process of ours hands to another.

They are read by the process that started the one which wrote them, never from a file or a wire.
"""

from __future__ import annotations

import marshal
from collections.abc import Sequence

from collectors.flat_record import Row, Rows


def packed(rows: Sequence[Row]) -> bytes:
    """Write down what a file tells."""
    return marshal.dumps(rows)  # type: ignore[arg-type]  # values of rows are plain


def unpacked(parcel: bytes) -> Rows:
    """What was written down."""
    return Rows(marshal.loads(parcel))  # noqa: S302 - a process of ours wrote it

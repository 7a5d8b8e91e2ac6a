"""What files tell of sessions, as bytes that one process of ours hands to another.

They are read by the process that started the one which wrote them, never from a file or a wire.
"""

from __future__ import annotations

import marshal
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from collectors import flat_record as flat
from collectors.session_record import SessionRecord

_KINDS: Sequence[flat.FlatRecord[Any]] = (
    *(flat.REQUEST, flat.TOOL_CALL, flat.TURN, flat.COMPACTION, flat.RETRY),
    *(flat.SESSION, flat.TRANSCRIPT),
)
_NUMBERS = {it.kind: number for number, it in enumerate(_KINDS)}


def packed(records: Iterable[SessionRecord]) -> bytes:
    """Write records down, which must be of the kinds that a file tells."""
    numbered = ((_NUMBERS[type(record)], record) for record in records)
    return marshal.dumps([(number, _KINDS[number].values(it)) for number, it in numbered])


def unpacked(parcel: bytes) -> Iterator[SessionRecord]:
    """The records, as they were."""
    for number, values in marshal.loads(parcel):  # noqa: S302 - a process of ours wrote it
        yield _KINDS[number].record([*values])

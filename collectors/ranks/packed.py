"""The packed form of a rank file: each token's length in one byte, a zero, then all the tokens."""

from __future__ import annotations

import io
import zlib
from collections.abc import Sequence


def pack(tokens: Sequence[bytes]) -> bytes:
    """Pack tokens in the order of their ranks, which start at 0; none may exceed 255 bytes."""
    return zlib.compress(bytes(map(len, tokens)) + b"\0" + b"".join(tokens), level=9)


def unpack(packed: bytes) -> dict[bytes, int]:
    """Map every token to its rank; raise `ValueError` or `zlib.error` on damaged bytes."""
    lengths, _, tokens = zlib.decompress(packed).partition(b"\0")
    if not lengths or sum(lengths) != len(tokens):
        raise ValueError("the lengths do not add up to the tokens")
    return dict(zip(map(io.BytesIO(tokens).read, lengths), range(len(lengths)), strict=True))

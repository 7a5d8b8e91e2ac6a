"""How the packed ranks were made: `python -m collectors.ranks.build cl100k_base.tiktoken`."""

from __future__ import annotations

import base64
import hashlib
import sys
from collections.abc import Sequence
from pathlib import Path

from collectors.ranks.packed import pack

PUBLISHED_SHA256 = "223921b76ee99bde995b7ff738513eef100fb51d18c93597a113bcffe865b2a7"
PACKED = Path(__file__).with_name("cl100k_base.bin")


def published_tokens(published: bytes) -> list[bytes]:
    """Tokens of the published file, whose lines are a base64 token and its rank, by rank."""
    tokens = []
    for rank, line in enumerate(published.splitlines()):
        token, written_rank = line.split()
        if int(written_rank) != rank:
            raise ValueError(f"line {rank + 1} holds rank {int(written_rank)}: ranks have a gap")
        tokens.append(base64.b64decode(token))
    return tokens


def main(arguments: Sequence[str]) -> None:
    """Write the packed ranks beside this file, if the published file is the one we know."""
    if len(arguments) != 1:
        sys.exit("usage: python -m collectors.ranks.build PATH_TO_PUBLISHED_FILE")
    published = Path(arguments[0]).read_bytes()
    found = hashlib.sha256(published).hexdigest()
    if found != PUBLISHED_SHA256:
        sys.exit(f"{arguments[0]}: SHA-256 is {found}, not {PUBLISHED_SHA256}; nothing written")
    PACKED.write_bytes(pack(published_tokens(published)))


if __name__ == "__main__":
    main(sys.argv[1:])

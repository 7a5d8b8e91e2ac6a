"""The ranks as tiktoken keeps them once it downloaded them, made of the packed ones."""

from __future__ import annotations

import base64
from pathlib import Path

from collectors.ranks import packed

_URL_SHA1 = "9b5ad71b2ce5302211f9c61530b329a4922fc6a4"
"""What tiktoken calls the file; it refuses another than the published one."""


def keep_published(folder: Path) -> Path:
    """Write them where tiktoken looks when TIKTOKEN_CACHE_DIR is this folder, and return it."""
    ranks = packed.unpack(Path(packed.__file__).with_name("cl100k_base.bin").read_bytes())
    lines = (base64.b64encode(token) + b" %d\n" % rank for token, rank in ranks.items())
    folder.mkdir(exist_ok=True)
    (folder / _URL_SHA1).write_bytes(b"".join(lines))
    return folder

"""Which files do not lie on disk as the newest commit has them.

`git status` would tell, and would run the filters that a repository names for its files.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from pathlib import Path

from collectors.framework.grounds import printable
from collectors.framework.regular_file import read
from collectors.git.revision import resolve
from collectors.git.tree import Entry, entries


def pending(root: Path, paths: Collection[str]) -> tuple[str, ...]:
    """Those of some files that are not committed as they are; none outside of a repository.

    A file that is gone is one of them. Of links and of files elsewhere nothing is known.
    """
    head = resolve(root, "HEAD")
    known = {printable(it.path): it for it in entries(root, head)} if head else {}
    inner = (it for it in paths if it[:1] not in {"/", "~", ""} and not it.startswith("../"))
    return tuple(it for it in inner if known and not _is_committed(root, it, known.get(it)))


def _is_committed(root: Path, path: str, entry: Entry | None) -> bool:
    if "\\x" in path or (entry and entry.is_link):
        return True
    found = read(str(root / path), path)
    content = getattr(found, "content", None)
    if entry is None or content is None:
        return entry is None and content is None
    # Where git writes other line ends on disk than it keeps, either may be meant.
    return entry.object in {_name(it, entry) for it in (content, content.replace(b"\r\n", b"\n"))}


def _name(content: bytes, entry: Entry) -> str:
    """What git calls this content: the hash of it with its length, in the repository's format."""
    algorithm = "sha1" if len(entry.object) == 40 else "sha256"
    blob = b"blob %d\0" % len(content) + content
    return hashlib.new(algorithm, blob, usedforsecurity=False).hexdigest()

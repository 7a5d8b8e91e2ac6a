"""Which branch and commit a folder stands on, as the files below `.git` say.

Git itself is not started: a repository's configuration may name programs that git would run.
"""

from __future__ import annotations

import os
import re
import stat
from dataclasses import dataclass
from pathlib import Path

_LARGEST = 4 * 1024 * 1024
"""Bytes read of a file below `.git`: enough for the packed refs of a large repository."""

_HASH = re.compile(r"[0-9a-f]{40}(?:[0-9a-f]{24})?")


@dataclass(frozen=True, slots=True)
class Revision:
    """Where HEAD points; empty strings where that is not known."""

    branch: str = ""
    """Empty when HEAD is detached."""
    commit: str = ""
    """The full hash."""


def revision(folder: Path) -> Revision:
    """Say what is checked out in a folder or the nearest one above it that has a `.git`."""
    git = _git_folder(folder)
    head = _text(git / "HEAD").strip() if git else ""
    name = head.removeprefix("ref: ")
    if git is None or name == head:
        return Revision("", head if _HASH.fullmatch(head) else "")
    return Revision(name.removeprefix("refs/heads/"), _commit(git, name))


def _git_folder(folder: Path) -> Path | None:
    for place in (folder, *folder.parents):
        git = place / ".git"
        if os.path.isdir(git):  # noqa: PTH112 - a Path raises in a folder that nobody may enter
            return git
        linked = _text(git).removeprefix("gitdir: ").strip()
        if linked:
            return place / linked
    return None


def _commit(git: Path, name: str) -> str:
    shared = git / (_text(git / "commondir").strip() or ".")
    if ".." in Path(name).parts:
        return ""
    for place in (git, shared):
        loose = _text(place / name).strip()
        if _HASH.fullmatch(loose):
            return loose
    return _packed(_text(shared / "packed-refs"), name)


def _packed(refs: str, name: str) -> str:
    for row in refs.splitlines():
        commit, _, packed = row.partition(" ")
        if packed == name and _HASH.fullmatch(commit):
            return commit
    return ""


def _text(path: Path) -> str:
    """The text of a small regular file; empty for anything else, a FIFO above all."""
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    except (OSError, ValueError):
        return ""
    with os.fdopen(descriptor, "rb") as file:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            return ""
        return file.read(_LARGEST).decode("utf-8", "surrogateescape")

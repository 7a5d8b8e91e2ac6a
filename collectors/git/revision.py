"""Which commit is meant: by a user's words, or by the main branch."""

from __future__ import annotations

import re
from pathlib import Path

from collectors.git.program import run

_HASH = re.compile(r"[0-9a-f]{40}(?:[0-9a-f]{24})?")
_MAIN = (
    "refs/remotes/origin/HEAD",
    "refs/remotes/origin/main",
    "refs/remotes/origin/master",
    "refs/heads/main",
    "refs/heads/master",
)
"""Where the main branch may be, the likeliest first."""


def resolve(root: Path, rev: str) -> str:
    """The full hash of the commit that a revision names; empty when it names none."""
    if not rev.isprintable() or rev.startswith("-"):
        return ""
    return _hash(
        run(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{rev}^{{commit}}")
    )


def merge_base(root: Path) -> str:
    """The commit at which HEAD left the main branch; empty where that is not known.

    So it is outside of a repository, before the first commit, without a branch that is called
    main or master and is nobody's default, and where a shallow clone ends before it.
    """
    main = _main(root)
    return _hash(run(root, "merge-base", "HEAD", main)) if main else ""


def _main(root: Path) -> str:
    listed = run(root, "for-each-ref", "--format=%(objectname) %(refname)", *_MAIN).decode()
    hashes = {
        name: commit for commit, _, name in (row.partition(" ") for row in listed.split("\n"))
    }
    return next((hashes[name] for name in _MAIN if _HASH.fullmatch(hashes.get(name, ""))), "")


def _hash(said: bytes) -> str:
    text = said.decode("ascii", "replace").strip()
    return text if _HASH.fullmatch(text) else ""

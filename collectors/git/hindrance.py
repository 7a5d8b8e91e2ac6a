"""What keeps git from telling of a folder; for those who are told that it finds no commit."""

from __future__ import annotations

import os
from pathlib import Path

from collectors.git.program import run


def hindrance(root: Path) -> str:
    """What is in git's way, and what to do; empty when nothing is."""
    if not run(root, "version"):
        return "git is not installed here, or not in PATH"
    if run(root, "rev-parse", "--git-dir"):
        return ""
    for folder in (root, *root.parents):
        if os.path.exists(folder / ".git"):  # noqa: PTH110 - a Path raises where nobody may look
            return _distrust(folder)
    return "this is no git repository"


def _distrust(folder: Path) -> str:
    if folder.stat().st_uid == os.geteuid():
        return f"git cannot use {folder / '.git'}: git -C {folder} status tells why"
    return (
        f"git does not trust {folder}, which is another user's:"
        f" git config --global --add safe.directory {folder}"
    )

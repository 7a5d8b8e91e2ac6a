"""How Claude Code names the folder that holds a project's sessions.

The name is made of the project's path and does not lead back to it: `/a/b-c` and `/a/b/c` share
one.
"""

from __future__ import annotations

import re

_LONGEST = 200
"""A longer name is cut there, and a hash put behind it."""
_REPLACED = re.compile(r"[^a-zA-Z0-9]")


def slug(path: str) -> str:
    """Name a path as Claude Code does, uncut."""
    return _REPLACED.sub(_dashes, path)


def may_hold(name: str, root: str) -> bool:
    """Whether sessions of a root, or of a folder below it, may lie in a folder of this name."""
    exact = slug(root)
    below = exact if root == "/" else f"{exact}-"
    return name == exact or name.startswith(below[:_LONGEST])


def _dashes(match: re.Match[str]) -> str:
    # Claude Code counts in UTF-16, where a character beyond the first 65,536 is two.
    return "--" if ord(match[0]) > 0xFFFF else "-"

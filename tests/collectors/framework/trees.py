"""Small frameworks on disk."""

from __future__ import annotations

import os
from pathlib import Path

from collectors.config import FrameworkConfig
from collectors.framework.grounds import Grounds
from collectors.framework.selection import Selection
from collectors.framework.walk import Tree, walk

DEFAULT = FrameworkConfig()


def plant(root: Path, files: dict[str, str]) -> Path:
    """Write files by path."""
    for path, text in files.items():
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return root


def link(name: Path, target: str) -> None:
    """Make a symbolic link, with the folder it lies in."""
    name.parent.mkdir(parents=True, exist_ok=True)
    name.symlink_to(target)


def walked(root: Path, config: FrameworkConfig = DEFAULT) -> Tree:
    """Walk a tree whose user has no `~/.claude`."""
    grounds = Grounds(os.path.realpath(root), "/nowhere")
    return walk(grounds, Selection.of(root.name, config))


def paths(tree: Tree) -> list[str]:
    """What a walk found."""
    return [found.path for found in tree.files]


def findings(tree: Tree) -> list[tuple[str, str]]:
    """Kind and path of what a walk has to say."""
    return sorted((finding.kind, finding.path) for finding in tree.findings)

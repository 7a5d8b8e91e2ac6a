"""Where Claude Code keeps its settings and session files: one folder, or several."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

PROJECTS = "projects"
"""The folder in each of them that holds a folder for every project."""
_VARIABLE = "CLAUDE_CONFIG_DIR"


def config_dirs(
    environment: Mapping[str, str] | None = None, named: Sequence[str] = ()
) -> tuple[Path, ...]:
    """Return every one, those named in the configuration first, whether it exists or not."""
    environment = os.environ if environment is None else environment
    paths = (*named, *(_listed(environment) or _usual(environment)))
    usable = (path for path in paths if path and "\0" not in path)
    found = (_without_projects(_expanded(path, environment)) for path in usable)
    return tuple({os.path.realpath(path): path for path in found}.values())


def _listed(environment: Mapping[str, str]) -> tuple[str, ...]:
    """What the variable names: a path, or several with commas between them."""
    parts = (part.strip() for part in environment.get(_VARIABLE, "").split(","))
    return tuple(part for part in parts if part)


def _usual(environment: Mapping[str, str]) -> Iterator[str]:
    yield "~/.claude"
    yield f"{environment.get('XDG_CONFIG_HOME') or '~/.config'}/claude"


def _expanded(path: str, environment: Mapping[str, str]) -> Path:
    home = environment.get("HOME", "/")
    return Path(home, path[2:]) if path == "~" or path.startswith("~/") else Path(path).absolute()


def _without_projects(path: Path) -> Path:
    """The folder that is meant when its `projects` was named."""
    return path.parent if path.name == PROJECTS and not (path / PROJECTS).is_dir() else path

"""Which folders give a kind to the files in them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple, TypeVar

from collectors.framework.module import Kind
from collectors.framework.plugin import Plugin
from collectors.framework.selection import (
    CLAUDE_FOLDER,
    SKILL_FILE,
    SKILL_PARTS,
    joined,
)

PARTS = {
    "agents": Kind.AGENT,
    "commands": Kind.COMMAND,
    "components": Kind.COMPONENT,
    "modules": Kind.COMPONENT,
    "output-styles": Kind.OUTPUT_STYLE,
    "rules": Kind.RULE,
}

_T = TypeVar("_T")


class Place(NamedTuple):
    """What a folder makes of the files in it."""

    folder: str
    kind: Kind
    plugin: str = ""
    at_start: bool = False
    """Whether Claude Code takes from here into every session."""


class Places(NamedTuple):
    """The places of one tree, each inherited by all folders below it."""

    loaded: Mapping[str, Place]
    """By folder: parts of `.claude` folders and plugins."""
    files: Mapping[str, Place]
    """Single files that a plugin's manifest names."""
    plain: Mapping[str, Place]
    """By folder: parts that lie where nothing loads them."""
    skills: Mapping[str, str]
    """By folder: the outermost skill that it is or lies in."""
    skill_homes: Mapping[str, Place]
    """By folder: where skills are listed from."""
    whole_skills: frozenset[str]
    """The root and plugins, where they are a skill themselves."""
    claude_folders: tuple[str, ...]


def places(names: Iterable[str], *, root_name: str, plugins: tuple[Plugin, ...]) -> Places:
    """Find the places of a tree by the names of all its files."""
    names = frozenset(names)
    folders = sorted({folder for name in names for folder in folders_above(name)})
    claude_folders = tuple(_claude_folders(folders, root_name))
    loaded = dict(_loaded(claude_folders, plugins))
    skill_homes = dict(_skill_homes(claude_folders, plugins))
    homes = {"", *claude_folders, *(plugin.folder for plugin in plugins)}
    skills = {folder: folder for folder in folders if joined(folder, SKILL_FILE) in names}
    known = bool(plugins) or any(folder in loaded for folder in folders)
    return Places(
        loaded=_inherited(folders, loaded),
        files=loaded,
        plain=_inherited(folders, dict(_plain(folders, known=known))),
        skills=_inherited(folders, {**_outside(skills, homes), **_parts_of(skills, homes)}),
        skill_homes=_inherited(folders, skill_homes),
        whole_skills=frozenset(homes & skills.keys()),
        claude_folders=claude_folders,
    )


def folders_above(path: str) -> Iterator[str]:
    """Every folder on the way to a path, the root first."""
    yield ""
    slash = path.find("/")
    while slash >= 0:
        yield path[:slash]
        slash = path.find("/", slash + 1)


def parent(path: str) -> str:
    """The folder a path lies in; the root is the empty path."""
    return path.rpartition("/")[0]


def base(path: str) -> str:
    """The last name of a path."""
    return path.rpartition("/")[2]


def _claude_folders(folders: Iterable[str], root_name: str) -> Iterator[str]:
    if root_name == CLAUDE_FOLDER:
        yield ""
    for folder in folders:
        if base(folder) == CLAUDE_FOLDER:
            yield folder


def _is_root_claude(folder: str) -> bool:
    return folder in {"", CLAUDE_FOLDER}


def _loaded(
    claude_folders: Iterable[str], plugins: Iterable[Plugin]
) -> Iterator[tuple[str, Place]]:
    for folder in claude_folders:
        for part, kind in PARTS.items():
            home = joined(folder, part)
            yield home, Place(home, kind, at_start=_is_root_claude(folder))
    for plugin in plugins:
        yield from _parts_of_plugin(plugin)


def _parts_of_plugin(plugin: Plugin) -> Iterator[tuple[str, Place]]:
    parts = (
        (plugin.commands, Kind.COMMAND),
        (plugin.agents, Kind.AGENT),
        (plugin.output_styles, Kind.OUTPUT_STYLE),
    )
    for paths, kind in parts:
        for path in paths:
            yield path, Place(path, kind, plugin.name, at_start=True)


def _skill_homes(
    claude_folders: Iterable[str], plugins: Iterable[Plugin]
) -> Iterator[tuple[str, Place]]:
    for folder in claude_folders:
        home = joined(folder, "skills")
        yield home, Place(home, Kind.SKILL, at_start=_is_root_claude(folder))
    for plugin in plugins:
        for path in plugin.skills:
            yield path, Place(path, Kind.SKILL, plugin.name, at_start=True)


def _plain(folders: list[str], *, known: bool) -> Iterator[tuple[str, Place]]:
    """Components anywhere; the other parts where a folder looks like a framework's home."""
    parts: dict[str, set[str]] = {}
    for folder in folders:
        if base(folder) in PARTS:
            parts.setdefault(parent(folder), set()).add(base(folder))
    for home, found in parts.items():
        is_home = not home or len(found) > 1 or (not known and "commands" in found)
        for part in found:
            if is_home or PARTS[part] is Kind.COMPONENT:
                yield joined(home, part), Place(joined(home, part), PARTS[part])


def _outside(skills: Mapping[str, str], homes: set[str]) -> dict[str, str]:
    return {folder: folder for folder in skills if folder not in homes}


def _parts_of(skills: Mapping[str, str], homes: set[str]) -> dict[str, str]:
    """The folders of skills that fill a home: not all that lies there is theirs."""
    whole = homes & skills.keys()
    return {joined(home, part): home for home in whole for part in SKILL_PARTS}


def _inherited(folders: list[str], marks: Mapping[str, _T]) -> dict[str, _T]:
    """Give each folder the mark of the outermost marked folder it is or lies in."""
    marked: dict[str, _T] = {}
    for folder in folders:
        above = marked.get(parent(folder)) if folder else None
        mark = above if above is not None else marks.get(folder)
        if mark is not None:
            marked[folder] = mark
    return marked

"""What each file of a framework is, in every layout that is known.

A command, skill or agent outside `.claude` folders and plugins is not loaded by Claude Code where
it lies. When a tree holds only such parts they are meant to be copied, and count as if they were.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from typing import NamedTuple

from collectors.framework.globs import Globs
from collectors.framework.module import FrontMatter, Kind
from collectors.framework.places import Place, Places, base, folders_above, parent, places
from collectors.framework.plugin import Plugin, is_manifest
from collectors.framework.selection import CLAUDE_FOLDER, SETTINGS_FILES, SKILL_FILE, joined
from collectors.framework.walk import Alias

_MEMORY = frozenset({"CLAUDE.md", "CLAUDE.local.md"})
_TEXTS_AT_START = frozenset({Kind.MEMORY, Kind.RULE})
_LISTED = frozenset({Kind.COMMAND, Kind.SKILL, Kind.AGENT})
_PLAIN = (Kind.COMMAND, Kind.SKILL, Kind.AGENT, Kind.RULE, Kind.COMPONENT)
_NAMES_KEPT = 8
"""Second names looked at for one file or folder: links may be many."""


class Role(NamedTuple):
    """What one file is to Claude Code."""

    kind: Kind
    stem: str = ""
    """The name its place gives it; empty when nothing invokes it."""
    plugin: str = ""
    at_start: bool = False
    """Whether it, or its description, is in every session from the start."""

    def name(self, front_matter: FrontMatter) -> str:
        """What invokes it; agents, output styles and a skill without a folder name themselves."""
        stem = self.stem
        if self.kind in {Kind.AGENT, Kind.OUTPUT_STYLE} or (self.kind is Kind.SKILL and not stem):
            stem = front_matter.name or stem
        if not stem:
            return ""
        slash = "/" if self.kind in {Kind.COMMAND, Kind.SKILL} else ""
        return f"{slash}{self.plugin}:{stem}" if self.plugin else slash + stem


class Layout(NamedTuple):
    """Where the parts of a framework lie."""

    words: str
    roles: tuple[Role, ...]
    """One for each path that was laid out, in that order."""


def lay_out(
    paths: tuple[str, ...],
    *,
    root_name: str,
    aliases: tuple[Alias, ...] = (),
    plugins: tuple[Plugin, ...] = (),
    kinds: tuple[tuple[str, tuple[str, ...]], ...] = (),
) -> Layout:
    """Tell what each path is; `root_name` is the name of the root's own folder.

    `kinds` are the configuration's: kind, then the globs that override every layout.
    """
    second_names = _second_names(aliases)
    names = [() if _is_outside(path) else tuple(_names(path, second_names)) for path in paths]
    ground = places(chain.from_iterable(names), root_name=root_name, plugins=plugins)
    memory = _memory(root_name, plugins)
    overrides = [(Kind(kind), Globs.of(globs)) for kind, globs in kinds]
    roles = tuple(
        _overridden(path, overrides) or _best_role(group, ground, memory)
        for path, group in zip(paths, names, strict=True)
    )
    installed = _as_installed(roles)
    words = _words(ground, plugins, roles)
    return Layout(words if installed == roles else f"{words}, counted as installed", installed)


def _second_names(aliases: Iterable[Alias]) -> dict[str, list[str]]:
    names: dict[str, list[str]] = {}
    for alias in aliases:
        known = names.setdefault(alias.path, [])
        if len(known) < _NAMES_KEPT:
            known.append(alias.name)
    return names


def _names(path: str, second_names: Mapping[str, list[str]]) -> Iterator[str]:
    """The path, then what links call it."""
    yield path
    if not second_names:
        return
    for folder in (*folders_above(path), path):
        rest = path[len(folder) :].lstrip("/")
        for name in second_names.get(folder, ()):
            yield joined(name, rest) if rest else name


def _is_outside(path: str) -> bool:
    """Whether a path is that of an imported file beside the root: its place says nothing."""
    return path.startswith(("/", "~/"))


def _overridden(path: str, overrides: Iterable[tuple[Kind, Globs]]) -> Role | None:
    for kind, globs in overrides:
        if globs.match(path):
            return Role(kind, _stem(kind, path), at_start=kind in _TEXTS_AT_START)
    return None


def _stem(kind: Kind, path: str) -> str:
    folder, name = parent(path), base(path)
    if kind is Kind.SKILL:
        return base(folder) if name == SKILL_FILE else _without_suffix(name)
    if kind in {Kind.COMMAND, Kind.AGENT, Kind.OUTPUT_STYLE}:
        return _without_suffix(name)
    return ""


def _without_suffix(name: str) -> str:
    return name.rpartition(".")[0] or name


def _memory(root_name: str, plugins: Iterable[Plugin]) -> frozenset[str]:
    """The memory files that every session starts with: a plugin has none."""
    if any(not plugin.folder for plugin in plugins):
        return frozenset()
    if root_name == CLAUDE_FOLDER:
        return frozenset({"CLAUDE.md"})
    return frozenset({*_MEMORY, f"{CLAUDE_FOLDER}/CLAUDE.md"})


def _best_role(names: Iterable[str], ground: Places, memory: frozenset[str]) -> Role:
    """A file with several names plays the part that says most."""
    roles = (_role(name, ground, memory) for name in names)
    return max(roles, key=_weight, default=Role(Kind.OTHER))


def _weight(role: Role) -> tuple[bool, bool, bool]:
    return role.kind is not Kind.OTHER, role.kind is not Kind.COMPONENT, role.at_start


def _role(path: str, ground: Places, memory: frozenset[str]) -> Role:
    return (
        _skill_role(path, ground)
        or _settings_role(path)
        or _placed_role(path, ground.files.get(path) or ground.loaded.get(parent(path)))
        or _placed_role(path, ground.plain.get(parent(path)))
        or _memory_role(path, memory)
        or Role(Kind.OTHER)
    )


def _skill_role(path: str, ground: Places) -> Role | None:
    folder = parent(path)
    skill = ground.skills.get(folder)
    if skill is None and not (folder in ground.whole_skills and base(path) == SKILL_FILE):
        return None
    if base(path) != SKILL_FILE or folder != (folder if skill is None else skill):
        return Role(Kind.SKILL_FILE)
    home = ground.skill_homes.get(folder)
    stem = base(folder)
    if home is None:
        return Role(Kind.SKILL, stem)
    # One in a deeper folder is found when something beside it is worked on.
    is_listed = home.at_start and home.folder in (folder, parent(folder))
    return Role(Kind.SKILL, stem, home.plugin, is_listed)


def _settings_role(path: str) -> Role | None:
    if base(path) == "hooks.json":
        return Role(Kind.HOOK)
    if base(path) in SETTINGS_FILES or is_manifest(path):
        return Role(Kind.SETTINGS)
    return None


def _placed_role(path: str, place: Place | None) -> Role | None:
    if place is None:
        return None
    stem = _stem(place.kind, path)
    if place.kind is Kind.COMMAND:
        # Claude Code calls a command by the folders that it lies in.
        between = parent(path)[len(place.folder) :].strip("/")
        stem = joined(between, stem).replace("/", ":")
    return Role(place.kind, stem, place.plugin, place.at_start)


def _memory_role(path: str, memory: frozenset[str]) -> Role | None:
    if base(path) not in _MEMORY:
        return None
    return Role(Kind.MEMORY, at_start=path in memory)


def _as_installed(roles: tuple[Role, ...]) -> tuple[Role, ...]:
    if any(role.at_start and role.kind in _LISTED for role in roles):
        return roles
    return tuple(role._replace(at_start=True) if role.kind in _LISTED else role for role in roles)


def _words(ground: Places, plugins: tuple[Plugin, ...], roles: Iterable[Role]) -> str:
    """Name the layouts, what Claude Code loads first."""
    names = []
    if "" in ground.claude_folders:
        names.append("a .claude folder")
    if CLAUDE_FOLDER in ground.claude_folders:
        names.append("a Claude Code project")
    if nested := sum(folder not in {"", CLAUDE_FOLDER} for folder in ground.claude_folders):
        names.append(
            f"{nested} nested .claude folders" if nested > 1 else "a nested .claude folder"
        )
    if plugins:
        names.append(f"{len(plugins)} plugins" if len(plugins) > 1 else "a plugin")
    kinds = {role.kind for role in roles}
    if not names:
        names.extend(f"plain {kind} files" for kind in _PLAIN if kind in kinds)
    return ", ".join(names) or "memory files"

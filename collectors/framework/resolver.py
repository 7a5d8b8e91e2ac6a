"""Which module a reference means, given where it is written.

A framework's own loader may look from several folders, so an include does too: the file's own
folder first, then the configured ones, then the homes of components and commands around it.
Claude Code looks in one: an import in a memory file or a rule is relative to that file, what a
command or skill attaches to the root.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator

from collectors.framework.grounds import Grounds
from collectors.framework.module import Framework
from collectors.framework.places import base, folders_above, parent
from collectors.framework.reference import Load, Mention, Reference, Syntax
from collectors.framework.selection import CLAUDE_FOLDER, PLUGIN_FOLDER, SKILL_FILE, joined
from collectors.framework.target import CLAUDE_FOLDERS
from collectors.framework.walk import Alias

_HOME_MARKS = frozenset({"commands", "components", "modules", PLUGIN_FOLDER})
_LIBRARIES = ("components", "modules")
_DISTANT_HOMES = 16
"""Homes that do not hold the file itself are looked into as well, but not all of very many."""


class Resolver:
    """Finds modules by the words of a reference."""

    def __init__(
        self,
        paths: Iterable[str],
        *,
        grounds: Grounds,
        include_roots: Iterable[str] = (),
        aliases: Iterable[Alias] = (),
    ) -> None:
        self._paths = frozenset(paths)
        self._grounds = grounds
        self._include_roots = [self._normal(root) for root in include_roots]
        self._aliases = {alias.name: alias.path for alias in aliases}
        self._homes = _homes(self._paths)
        self._outermost = sorted(self._homes, key=_depth)[:_DISTANT_HOMES]
        self._folders: dict[str, tuple[str, ...]] = {}

    @classmethod
    def of(
        cls, framework: Framework, grounds: Grounds, include_roots: Iterable[str] = ()
    ) -> Resolver:
        """A resolver among the modules of a framework."""
        return cls(
            (module.path for module in framework.modules),
            grounds=grounds,
            include_roots=include_roots,
        )

    def resolve(self, mention: Mention | Reference, source: str) -> str:
        """The path of the module that a reference in `source` means; empty when there is none."""
        for path in self.candidates(mention, source):
            if path in self._paths:
                return path
            if self._aliases and (first := self._first_name(path)) in self._paths:
                return first
        return ""

    def candidates(self, mention: Mention | Reference, source: str) -> Iterator[str]:
        """Every path a reference may mean, likeliest first; some may lie outside the grounds."""
        target, syntax = mention.target, mention.syntax
        if named := CLAUDE_FOLDERS.match(target):
            folder = self._named(named["which"], source)
            if folder is not None:
                yield self._normal(joined(folder, target[named.end() :]))
            return
        if target.startswith(("/", "~/")):
            yield from self._absolute(target, syntax)
            return
        folders = self._looked_in(syntax, source)
        for spelling in _spellings(target, syntax):
            plain = "./" not in spelling and "//" not in spelling and not spelling.endswith(".")
            for folder in folders:
                yield folder + spelling if plain else self._normal(folder + spelling)

    def leads_out(self, mention: Mention | Reference, source: str) -> bool:
        """Whether a reference names a place that must not be read."""
        places = [*self.candidates(mention, source)]
        if mention.syntax.load is not Load.EAGER:  # What a loader may mean counts less.
            places = places[-1:] if mention.target.startswith("/") else places[:1]
        return all(self._is_out(place) for place in places)

    def _named(self, which: str, source: str) -> str | None:
        """The folder that Claude Code's name for one means in a file, if any."""
        if which == "PROJECT_DIR":
            return ""
        if which == "SKILL_DIR":
            return parent(source) if base(source) == SKILL_FILE else None
        above = (parent(source), *reversed(tuple(folders_above(parent(source)))))
        return next((it for it in above if PLUGIN_FOLDER in self._homes.get(it, ())), None)

    def _is_out(self, place: str) -> bool:
        outside = place.startswith(("/", "~/"))
        return outside and not self._grounds.allows(self._grounds.located(place))

    def _first_name(self, path: str) -> str:
        """What a file is called in the framework, when a link has another name for it."""
        for folder in reversed((*folders_above(path), path)):
            first = self._aliases.get(folder)
            if first is not None:
                return joined(first, path[len(folder) :].lstrip("/")).rstrip("/")
        return path

    def _absolute(self, target: str, syntax: Syntax) -> Iterator[str]:
        if target.startswith("~/"):
            yield self._grounds.written(posixpath.normpath(self._grounds.home + target[1:]))
            return
        if syntax.load is not Load.EAGER:
            yield self._normal(target.lstrip("/"))
        yield self._grounds.written(posixpath.normpath(target))

    def _looked_in(self, syntax: Syntax, source: str) -> tuple[str, ...]:
        """The folders a relative target may be relative to, each with its slash."""
        if syntax.load is Load.EAGER:
            return ("" if syntax is Syntax.AT_MENTION else _slashed(parent(source)),)
        folder = parent(source)
        known = self._folders.get(folder)
        if known is None:
            known = tuple(dict.fromkeys(map(_slashed, self._folders_for(folder))))
            self._folders[folder] = known
        return known

    def _folders_for(self, folder: str) -> Iterator[str]:
        above = (folder, *reversed(tuple(folders_above(folder))))
        homes = [each for each in (*above, *self._outermost) if each in self._homes]
        yield folder
        yield from self._include_roots
        yield from homes
        for home in homes:
            yield from (joined(home, name) for name in _LIBRARIES if name in self._homes[home])

    def _normal(self, path: str) -> str:
        normal = posixpath.normpath(path)
        if normal == ".." or normal.startswith("../"):
            return self._grounds.written(posixpath.normpath(f"{self._grounds.root}/{normal}"))
        return "" if normal == "." else normal


def _spellings(target: str, syntax: Syntax) -> tuple[str, ...]:
    """The target, and what a loader may make of it."""
    if syntax.load is Load.INCLUDE and "." not in base(target):
        return target, f"{target}.md"
    return (target,)


def _slashed(folder: str) -> str:
    return f"{folder.rstrip('/')}/" if folder else ""


def _homes(paths: Iterable[str]) -> dict[str, set[str]]:
    """The folders that includes may be relative to, with the marks each holds; the root first."""
    folders = {parent(path) for path in paths}
    folders |= {above for folder in tuple(folders) for above in folders_above(folder)}
    homes: dict[str, set[str]] = {"": set()}
    for folder in sorted(folders):
        if base(folder) in _HOME_MARKS:
            homes.setdefault(parent(folder), set()).add(base(folder))
        elif base(folder) == CLAUDE_FOLDER:
            homes.setdefault(folder, set())
    return homes


def _depth(folder: str) -> tuple[int, str]:
    return (folder.count("/") + 1 if folder else 0), folder

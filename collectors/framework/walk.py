"""Which files a framework consists of, each found once whatever links lead to it."""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass, field
from operator import attrgetter
from typing import NamedTuple

from collectors.framework.grounds import Grounds, is_below, printable
from collectors.framework.module import Finding, Stamp
from collectors.framework.regular_file import stamp_of, unreadable
from collectors.framework.selection import (
    PLUGIN_FOLDER,
    SKILL_FILE,
    SKILL_PARTS,
    Selection,
    joined,
)


class Found(NamedTuple):
    """A file of the framework as `stat` sees it."""

    path: str
    """As a module's path is written."""
    file: str
    """What opens it: never a link."""
    stamp: Stamp


class Alias(NamedTuple):
    """A second name of a file or folder that the framework holds under a first name."""

    name: str
    path: str


class Tree(NamedTuple):
    """What a walk found."""

    files: tuple[Found, ...] = ()
    """Sorted by path."""
    folders: tuple[str, ...] = ()
    """Every folder that was listed, the root as the empty path; sorted."""
    skill_folders: frozenset[str] = frozenset()
    """Those of them where every text belongs to a skill."""
    aliases: tuple[Alias, ...] = ()
    findings: tuple[Finding, ...] = ()


def walk(grounds: Grounds, selection: Selection) -> Tree:
    """Find the files below the root; raise OSError when the root itself cannot be listed."""
    os.scandir(grounds.root).close()
    under_way = _Walk(grounds, selection)
    under_way.list_all(_Folder("", grounds.root))
    under_way.follow_links()
    return under_way.tree()


class _Folder(NamedTuple):
    path: str
    file: str
    in_skill: bool = False

    def inner(self, name: str, file: str, *, is_skill: bool) -> _Folder:
        return _Folder(joined(self.path, name), file, self.in_skill or is_skill)


class _Link(NamedTuple):
    folder: _Folder
    name: str
    file: str

    @property
    def path(self) -> str:
        return joined(self.folder.path, self.name)


@dataclass(slots=True)
class _Walk:
    """A walk under way: real folders first, then what links lead to, so that real names win."""

    grounds: Grounds
    selection: Selection
    found: list[Found] = field(default_factory=list)
    folders: list[str] = field(default_factory=list)
    skill_folders: list[str] = field(default_factory=list)
    waiting: list[_Folder] = field(default_factory=list)
    links: list[_Link] = field(default_factory=list)
    seen: dict[tuple[int, int], str] = field(default_factory=dict)
    aliases: list[Alias] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    def list_all(self, first: _Folder) -> None:
        """List a folder and every real folder below it."""
        self.waiting.append(first)
        while self.waiting:
            folder = self.waiting.pop()
            try:
                self._list(folder)
            except OSError as error:
                self.findings.append(unreadable(folder.path, error))

    def follow_links(self) -> None:
        """Look at what links lead to, until they lead to nothing new."""
        while self.links:
            links, self.links = self.links, []
            for link in links:
                self._follow(link)

    def tree(self) -> Tree:
        """What was found so far."""
        return Tree(
            tuple(sorted(self.found, key=attrgetter("path"))),
            tuple(sorted(self.folders)),
            frozenset(self.skill_folders),
            tuple(self.aliases),
            tuple(self.findings),
        )

    def _list(self, folder: _Folder) -> None:
        status = os.lstat(folder.file)
        with os.scandir(folder.file) as scan:
            entries = sorted(scan, key=attrgetter("name"))
        self.seen[status.st_dev, status.st_ino] = folder.path
        self.folders.append(folder.path)
        names = {entry.name for entry in entries}
        is_skill = SKILL_FILE in names
        is_whole = is_skill and (not folder.path or PLUGIN_FOLDER in names)
        listed = _Folder(folder.path, folder.file, folder.in_skill or (is_skill and not is_whole))
        if listed.in_skill:
            self.skill_folders.append(folder.path)
        for entry in entries:
            self._place(listed, entry, is_skill=is_whole and entry.name in SKILL_PARTS)

    def _place(self, folder: _Folder, entry: os.DirEntry[str], *, is_skill: bool) -> None:
        name = printable(entry.name)
        if entry.is_symlink():
            self.links.append(_Link(folder, name, entry.path))
        elif entry.is_dir(follow_symlinks=False):
            if self.selection.enters(folder.path, name):
                self.waiting.append(folder.inner(name, entry.path, is_skill=is_skill))
        elif self.selection.takes(folder.path, name, in_skill=folder.in_skill):
            self._stat(joined(folder.path, name), entry)

    def _stat(self, path: str, entry: os.DirEntry[str]) -> None:
        try:
            status = entry.stat(follow_symlinks=False)
        except OSError as error:
            self.findings.append(unreadable(path, error))
            return
        self._add(path, entry.path, status)

    def _add(self, path: str, file: str, status: os.stat_result) -> None:
        if not stat.S_ISREG(status.st_mode):
            self.findings.append(
                Finding("not-a-file", path, 0, "is a link, pipe, socket or device")
            )
            return
        first = self.seen.setdefault((status.st_dev, status.st_ino), path)
        if first == path:
            self.found.append(Found(path, file, stamp_of(status)))
        else:
            self._add_alias(path, first)

    def _add_alias(self, name: str, path: str) -> None:
        if not is_below(name, path):  # A folder linked into itself names nothing new.
            self.aliases.append(Alias(name, path))
        detail = f"is the same as {path or 'the root'}, and counted there"
        self.findings.append(Finding("linked-twice", name, 0, detail))

    def _follow(self, link: _Link) -> None:
        folder = link.folder
        enters = self.selection.enters(folder.path, link.name)
        takes = self.selection.takes(folder.path, link.name, in_skill=folder.in_skill)
        if not enters and not takes:
            return
        try:
            real = os.path.realpath(link.file)  # It raises when a link vanishes under its hands.
            status = os.lstat(real)
        except OSError as error:
            if takes:
                self.findings.append(unreadable(link.path, error))
            return
        is_folder = stat.S_ISDIR(status.st_mode)
        if (is_folder and not enters) or not (is_folder or takes):
            return
        if not self.grounds.allows(real):
            self.findings.append(
                Finding("outside-root", link.path, 0, "leads out of the framework")
            )
        elif not is_folder:
            self._add(link.path, real, status)
        elif (first := self.seen.get((status.st_dev, status.st_ino))) is not None:
            self._add_alias(link.path, first)
        else:
            self.list_all(folder.inner(link.name, real, is_skill=False))

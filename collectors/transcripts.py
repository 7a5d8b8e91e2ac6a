"""Reads what Claude Code writes of its sessions, little by little, and on as it is written."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Generator, Iterator, Mapping
from dataclasses import replace
from typing import ClassVar

from collectors.model import Occasion, Record, Status, Trigger
from collectors.presence import Presence
from collectors.process_tree import find_claude
from collectors.session_progress import Backlog
from collectors.session_record import SessionRecord
from collectors.sessions.catalogue import Catalogue
from collectors.sessions.config_dirs import config_dirs
from collectors.sessions.ownership import Ownership
from collectors.sessions.places import Places
from collectors.sessions.reader import Reader
from collectors.sessions.roster import Roster
from collectors.sessions.vicinity import Vicinity
from collectors.site import Site

BUDGET_SECONDS = 0.1
"""How long one call may read: others wait meanwhile."""
_FOLDER_NAME = "CLAUDE_CODE_PROJECT_DIR_NAME"
"""The variable that names a project's folder in place of its path."""
_READING = frozenset({Trigger.START, Trigger.TICK, Trigger.APPENDED, Trigger.BACKLOG})


class SessionsCollector:
    """Keeps up with the session files of a root, or with those of all."""

    NAME: ClassVar[str] = "sessions"
    TRIGGERS: ClassVar[frozenset[Trigger]] = frozenset(Trigger) - {Trigger.SAVE}

    def __init__(
        self,
        site: Site,
        *,
        environment: Mapping[str, str] | None = None,
        monotonic: Callable[[], float] = time.monotonic,
        budget_seconds: float = BUDGET_SECONDS,
        together: bool = False,
    ) -> None:
        """Take what to follow; `together`: much is read by processes, and there is no thread."""
        environment = os.environ if environment is None else environment
        self._memory = site.memory
        self._enabled = site.config.sessions.enabled
        dirs = config_dirs(environment, site.config.sessions.config_dirs)
        self._places = Places(site.root, dirs, environment.get(_FOLDER_NAME, ""))
        self._catalogue = Catalogue(self._places, monotonic=monotonic)
        self._reader: Reader | None = None
        self._monotonic = monotonic
        self._budget = budget_seconds
        self._together = together
        self._ahead: Generator[SessionRecord] = _nothing()
        self._all_roots = False
        self._vicinity = Vicinity(
            site.root, Roster(self._places, dirs), find=None if together else find_claude
        )
        self._presence: Presence | None = None
        self._backlog: Backlog | None = None

    @property
    def unfinished(self) -> bool:
        """Whether files wait to be read."""
        return self._reader is not None and self._reader.waiting > 0

    @property
    def backlog(self) -> Backlog:
        """How much was left when last asked."""
        return self._backlog or Backlog()

    @property
    def folders(self) -> tuple[str, ...]:
        """The folders in which files grow or appear, as paths."""
        return self._catalogue.folders

    def forget(self) -> None:
        """Begin anew where the store says that reading ended, the next time."""
        self._reader = None

    def collect(self, occasion: Occasion) -> Iterator[Record]:
        """Yield what was written since the last call, as far as the time for one call reaches."""
        if not self._enabled:
            yield Status(self.NAME, degraded=False, detail="not read: sessions.enabled is false")
            return
        until = self._monotonic() + self._budget
        reader = self._find(occasion)
        if self._presence is None or occasion.trigger not in (Trigger.APPENDED, Trigger.BACKLOG):
            yield from self._present()
        if occasion.trigger in _READING:
            yield from self._read(reader, lambda: self._monotonic() >= until)
        yield from self._standing(reader)

    def close(self) -> None:
        """Let no process read on."""
        self._ahead.close()

    def _read(self, reader: Reader, enough: Callable[[], bool]) -> Iterator[Record]:
        for record in self._ahead:
            yield record
            if enough():
                return
        yield from reader.read(all_roots=self._all_roots, enough=enough)

    def _find(self, occasion: Occasion) -> Reader:
        """Bring what is to be read up to date, as far as the occasion asks for it."""
        reader, trigger = self._reader, occasion.trigger
        if reader is None:
            self._reader = reader = Reader(
                self._memory.sessions.transcripts(), Ownership(self._places)
            )
            self._look(reader, occasion.at)
            if self._together:
                self._ahead = reader.read_together(all_roots=self._all_roots)
            return reader
        if trigger is Trigger.APPENDED and occasion.dirty:
            reader.add(self._catalogue.grown(occasion.dirty, all_roots=self._all_roots))
        elif self._looks(trigger):
            self._look(reader, occasion.at)
        return reader

    def _looks(self, trigger: Trigger) -> bool:
        if trigger in (Trigger.TICK, Trigger.RESCAN):
            return self._catalogue.is_due or self._memory.sessions.all_roots() != self._all_roots
        return trigger is not Trigger.BACKLOG

    def _look(self, reader: Reader, now: int) -> Reader:
        self._all_roots = self._memory.sessions.all_roots()
        self._catalogue.look(all_roots=self._all_roots)
        reader.plan(self._catalogue.files.values(), now)
        return reader

    def _present(self) -> Iterator[Presence]:
        presence = self._vicinity.presence(self._monotonic())
        if presence != self._presence:
            self._presence = presence
            yield presence

    def _standing(self, reader: Reader) -> Iterator[Record]:
        """How much is read, if that is news, and in words."""
        refused = self._catalogue.refused + len(reader.refused)
        backlog = replace(reader.backlog(), refused=refused)
        if backlog != self._backlog:
            self._backlog = backlog
            yield backlog
        yield Status(self.NAME, degraded=False, detail=self._said(reader, backlog))

    def _said(self, reader: Reader, backlog: Backlog) -> str:
        files = len(self._catalogue.files) - reader.foreign
        if backlog.files:
            left = f"{backlog.bytes / 1_000_000:,.1f} MB to go"
            said = f"{files - backlog.files:,} of {files:,} files read, {left}"
        elif files:
            said = f"{files:,} files read"
        else:
            said = "waiting for a session of Claude Code"
        return f"{said}; {backlog.refused:,} cannot be read" if backlog.refused else said


def _nothing() -> Generator[SessionRecord]:
    yield from ()

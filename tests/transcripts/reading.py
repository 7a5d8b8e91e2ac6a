"""What perfdash makes of made-up session files, by the way that real ones take."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from collectors.config import Config
from collectors.framework.module import Framework
from collectors.model import Occasion, Run, Trigger
from collectors.session_progress import Transcript
from collectors.site import Site
from collectors.store import Store
from collectors.transcripts import SessionsCollector
from dashboard.sessions import Detail, Sessions
from dashboard.sources.session_book import SessionBook, Wanted, detail_of
from tests.collectors.sites import Blank, Characters, NoSessions
from tests.transcripts.files import append, lay_out
from tests.transcripts.library import Library

NOW = 1_795_100_000_000
"""In November 2026, after all that was made up."""


class AllRoots(Blank):
    """A memory in which all roots are wanted."""

    def __init__(self, store: Store) -> None:
        self._store = store

    @property
    def sessions(self) -> Followed:
        return Followed(self._store)


class Followed(NoSessions):
    """How far the files of all roots were read."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def transcripts(self) -> Mapping[str, Transcript]:
        return self._store.sessions.transcripts()

    def all_roots(self) -> bool:
        return True


@dataclass(frozen=True, slots=True)
class Read:
    """All that was understood."""

    sessions: Sessions
    rows: tuple[Detail, ...]
    """Of each session, as far as it counts."""


def collector(store: Store, config_dir: Path) -> SessionsCollector:
    """One that reads the session files of one folder, however long that takes."""
    site = Site(config_dir, Config(), Characters(), AllRoots(store))
    environment = {"CLAUDE_CONFIG_DIR": str(config_dir)}
    return SessionsCollector(site, environment=environment, budget_seconds=60)


def catch_up(store: Store, reader: SessionsCollector, trigger: Trigger) -> None:
    """Read and store what is new."""
    store.add(Run(NOW, trigger), reader.collect(Occasion(trigger, NOW, Framework())))
    while reader.unfinished:
        backlog = Occasion(Trigger.BACKLOG, NOW, Framework())
        store.add(Run(NOW, Trigger.BACKLOG), reader.collect(backlog))


def understood(store: Store) -> Read:
    """What is stored."""
    sessions = SessionBook(store).sessions(NOW, Wanted(all_roots=True))
    details = (detail_of(store, it.id) for it in store.sessions.changed())
    return Read(sessions, tuple(it for it in details if it))


def read(folder: Path, library: Library) -> Read:
    """Lay files out in a folder, read them once, and say what was understood."""
    lay_out(folder / "claude", library.script)
    with Store.at(folder / "store.sqlite3", writable=True) as store:
        catch_up(store, collector(store, folder / "claude"), Trigger.START)
        return understood(store)


def read_while_written(folder: Path, library: Library, *, every: int) -> Read:
    """Append line by line, some torn, and begin anew to read after each so many."""
    with Store.at(folder / "store.sqlite3", writable=True) as store:
        (folder / "claude" / "projects").mkdir(parents=True)
        for number, _ in enumerate(append(folder / "claude", library.script, torn=True)):
            if number % every == every - 1:
                catch_up(store, collector(store, folder / "claude"), Trigger.START)
        catch_up(store, collector(store, folder / "claude"), Trigger.START)
        return understood(store)

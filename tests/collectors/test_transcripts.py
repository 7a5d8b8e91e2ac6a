from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from collectors.config import Config, SessionsConfig
from collectors.framework.module import Framework
from collectors.model import Occasion, Record, Status, Trigger
from collectors.presence import Presence
from collectors.session import hashed
from collectors.session_progress import Backlog, Transcript
from collectors.transcripts import SessionsCollector
from tests.collectors.sessions.claude_home import ClaudeHome, answered, append, reply
from tests.collectors.sites import Blank, NoSessions, site_at

ROOT = Path("/work/app")


class Remembered(Blank):
    """A memory of sessions alone."""

    def __init__(self) -> None:
        self.followed = Followed()

    @property
    def sessions(self) -> Followed:
        return self.followed


class Followed(NoSessions):
    """How far files were read."""

    def __init__(self) -> None:
        self.known: dict[str, Transcript] = {}
        self.all = False

    def transcripts(self) -> Mapping[str, Transcript]:
        return self.known

    def all_roots(self) -> bool:
        return self.all


class Collected:
    """A collector of sessions, whose clock goes on by a fixed step whenever it is asked."""

    def __init__(self, folder: Path, config: Config | None = None) -> None:
        self.home = ClaudeHome(folder)
        self.memory = Remembered()
        self.step = 0.0
        self.now = 0.0
        self.config = config
        self.begin()

    def begin(self) -> None:
        """Let a perfdash start that knows what was stored."""
        self.collector = SessionsCollector(
            replace(site_at(ROOT, self.config), memory=self.memory),
            environment={"CLAUDE_CONFIG_DIR": str(self.home.folder)},
            monotonic=self.monotonic,
        )

    def monotonic(self) -> float:
        self.now += self.step
        return self.now

    def collect(self, trigger: Trigger, *dirty: Path) -> list[Record]:
        ids = frozenset(hashed(str(path)) for path in dirty)
        records = list(self.collector.collect(Occasion(trigger, 0, Framework(), ids)))
        for record in records:
            if isinstance(record, Transcript):
                self.memory.followed.known[record.file] = record
        return records

    def said(self, trigger: Trigger) -> str:
        (status,) = (each for each in self.collect(trigger) if isinstance(each, Status))
        return status.detail


@pytest.fixture
def collected(tmp_path: Path) -> Collected:
    return Collected(tmp_path)


def test_the_start_reads_what_is_there(collected: Collected) -> None:
    collected.home.write(reply(1))
    assert answered(collected.collect(Trigger.START)) == [1]
    assert not collected.collector.unfinished


def test_what_was_appended_is_read_from_the_files_that_grew(collected: Collected) -> None:
    path, other = collected.home.write(reply(1)), collected.home.write(reply(2), name="s2")
    collected.collect(Trigger.START)
    append(path, reply(3))
    append(other, reply(4))
    assert answered(collected.collect(Trigger.APPENDED, path)) == [3]


def test_a_session_that_appears_is_found_by_its_event_and_by_a_tick(collected: Collected) -> None:
    collected.collect(Trigger.START)
    path = collected.home.write(reply(1))
    assert answered(collected.collect(Trigger.APPENDED, path)) == [1]
    collected.home.write(reply(2), name="s2", root="/work/app/sub")
    assert answered(collected.collect(Trigger.TICK)) == [2]


def test_what_time_did_not_suffice_for_is_read_when_nothing_else_is_to_do(
    collected: Collected,
) -> None:
    for number in range(3):
        collected.home.write(reply(number + 1), name=f"s{number}")
    collected.step = 1.0
    first = answered(collected.collect(Trigger.START))
    assert collected.collector.unfinished
    second = answered(collected.collect(Trigger.BACKLOG))
    third = answered(collected.collect(Trigger.BACKLOG))
    assert (len(first), sorted(first + second + third)) == (1, [1, 2, 3])
    assert not collected.collector.unfinished


def test_how_much_is_left_is_told_in_numbers_and_words(collected: Collected) -> None:
    size = collected.home.write(reply(1)).stat().st_size
    collected.home.write(reply(2), name="s2")
    collected.step = 1.0
    records = collected.collect(Trigger.START)
    assert Backlog(1, size, size) in records
    assert collected.collector.backlog == Backlog(1, size, size)
    assert any("1 of 2 files read" in each.detail for each in records if isinstance(each, Status))
    assert Backlog() in collected.collect(Trigger.BACKLOG)
    assert collected.said(Trigger.TICK) == "2 files read"


def test_where_nothing_was_written_a_session_is_waited_for(collected: Collected) -> None:
    assert collected.said(Trigger.START) == "waiting for a session of Claude Code"


def test_what_cannot_be_read_is_counted(collected: Collected) -> None:
    collected.home.write(reply(1))
    os.mkfifo(collected.home.file("pipe"))
    records = collected.collect(Trigger.START)
    assert Backlog(refused=1) in records
    assert any(
        it.detail == "1 files read; 1 cannot be read" for it in records if isinstance(it, Status)
    )


def test_a_restart_reads_only_new_bytes(collected: Collected) -> None:
    path = collected.home.write(reply(1))
    collected.collect(Trigger.START)
    collected.begin()
    assert answered(collected.collect(Trigger.START)) == []
    append(path, reply(2))
    collected.begin()
    assert answered(collected.collect(Trigger.START)) == [2]


def test_what_may_be_lost_is_read_again(collected: Collected) -> None:
    path = collected.home.write(reply(1))
    collected.collect(Trigger.START)
    known = dict(collected.memory.followed.known)
    append(path, reply(2))
    collected.collect(Trigger.TICK)
    collected.memory.followed.known = known
    collected.collector.forget()
    assert answered(collected.collect(Trigger.TICK)) == [2]


def test_other_roots_are_read_once_somebody_asked(collected: Collected) -> None:
    collected.home.write(reply(1, cwd="/work/other"), root="/work/other")
    assert answered(collected.collect(Trigger.START)) == []
    collected.memory.followed.all = True
    assert answered(collected.collect(Trigger.TICK)) == [1]


def test_nothing_is_looked_at_when_reading_is_switched_off(tmp_path: Path) -> None:
    off = Collected(tmp_path, Config(sessions=SessionsConfig(enabled=False)))
    off.home.write(reply(1))
    assert off.said(Trigger.START) == "not read: sessions.enabled is false"
    assert (off.collector.folders, off.collector.unfinished) == ((), False)


def test_the_configuration_adds_folders(tmp_path: Path) -> None:
    ClaudeHome(tmp_path / "more").write(reply(7))
    sessions = SessionsConfig(config_dirs=(str(tmp_path / "more"),))
    collected = Collected(tmp_path / "usual", Config(sessions=sessions))
    assert answered(collected.collect(Trigger.START)) == [7]


def test_which_sessions_run_is_told_when_it_changes(collected: Collected) -> None:
    note = {"pid": os.getpid(), "sessionId": "s1", "cwd": "/work/app", "status": "busy"}
    folder = collected.home.folder / "sessions"
    folder.mkdir()
    (folder / f"{os.getpid()}.json").write_text(json.dumps(note))
    (told,) = (it for it in collected.collect(Trigger.START) if isinstance(it, Presence))
    assert [each.session for each in told.living] == [hashed("s1")]
    assert told not in collected.collect(Trigger.TICK)
    (folder / f"{os.getpid()}.json").unlink()
    assert Presence() in collected.collect(Trigger.TICK)


def test_the_folders_of_sessions_are_followed(collected: Collected) -> None:
    path = collected.home.write(reply(1))
    collected.collect(Trigger.START)
    assert str(path.parent) in collected.collector.folders

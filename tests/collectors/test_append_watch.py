from __future__ import annotations

import queue
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from collectors.append_watch import AppendWatcher
from collectors.session import hashed
from tests.collectors.sessions.claude_home import append

PATIENCE = 10.0


class Followed:
    """A folder of sessions with a watcher on it."""

    def __init__(self, folder: Path, kind: str = "ext4") -> None:
        self.folder = folder
        self.told: queue.Queue[frozenset[str]] = queue.Queue()
        self.watcher = AppendWatcher(self.told.put, kind_of=lambda _: kind)
        self.is_new = self.watcher.watch([str(folder)])

    def until(self, path: Path) -> None:
        """Wait for a burst with this file in it."""
        while hashed(str(path)) not in self.told.get(timeout=PATIENCE):
            pass


@pytest.fixture
def followed(tmp_path: Path) -> Iterator[Followed]:
    followed = Followed(tmp_path)
    yield followed
    followed.watcher.stop()


def test_a_file_that_grew_is_told_by_the_hash_of_its_path(followed: Followed) -> None:
    path = followed.folder / "s1.jsonl"
    append(path, b"{}\n")
    assert followed.told.get(timeout=PATIENCE) == {hashed(str(path))}


def test_other_files_are_not_told(followed: Followed) -> None:
    append(followed.folder / "notes.json", b"{}\n")
    append(followed.folder / "s1.jsonl", b"{}\n")
    assert followed.told.get(timeout=PATIENCE) == {hashed(str(followed.folder / "s1.jsonl"))}


def test_a_folder_that_appears_may_hold_anything(followed: Followed) -> None:
    (followed.folder / "s1").mkdir()
    assert followed.told.get(timeout=PATIENCE) == frozenset()


def test_whether_a_folder_is_new_is_told(followed: Followed) -> None:
    assert followed.is_new
    assert not followed.watcher.watch([str(followed.folder)])


def test_folders_that_are_wanted_no_longer_are_let_go(followed: Followed) -> None:
    below = followed.folder / "s1"
    below.mkdir()
    assert followed.told.get(timeout=PATIENCE) == frozenset()
    assert followed.watcher.watch([str(below)])
    assert followed.watcher.status().detail == "1 folders of sessions watched"
    append(followed.folder / "s1.jsonl", b"{}\n")
    append(below / "agent-a.jsonl", b"{}\n")
    assert followed.told.get(timeout=PATIENCE) == {hashed(str(below / "agent-a.jsonl"))}


def test_a_folder_that_took_the_place_of_another_is_watched_after_a_check(
    followed: Followed,
) -> None:
    followed.folder.rename(followed.folder.with_name("moved"))
    followed.folder.mkdir()
    followed.watcher.check()
    append(followed.folder / "s1.jsonl", b"{}\n")
    followed.until(followed.folder / "s1.jsonl")


def test_a_file_system_that_tells_of_nothing_is_said(tmp_path: Path) -> None:
    followed = Followed(tmp_path, "9p")
    status = followed.watcher.status()
    followed.watcher.stop()
    assert status.degraded
    assert "9p does not tell of every change" in status.detail


def test_without_folders_nothing_runs() -> None:
    watcher = AppendWatcher(lambda _: None)
    before = threading.active_count()
    assert not watcher.watch(())
    assert threading.active_count() == before
    watcher.stop()

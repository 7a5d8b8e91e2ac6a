from __future__ import annotations

import errno
import os
import queue
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from watchdog.observers.inotify_c import InotifyConstants, InotifyEvent, InotifyFD, WatchDescriptor

from collectors.config import FrameworkConfig
from collectors.framework.selection import Selection
from collectors.model import Status
from collectors.watch import Watcher

PATIENCE = 10.0
MODULES = ("CLAUDE.md", "commands/plan.md", "skills/review/SKILL.md")


class Watched:
    """A small framework on disk with a watcher on it."""

    def __init__(self, root: Path, kind: str = "ext4") -> None:
        self.root = root
        self.told: queue.Queue[frozenset[str]] = queue.Queue()
        for path in MODULES:
            self.write(path)
        selection = Selection.of(root.name, FrameworkConfig())
        self.watcher = Watcher(root, selection, self.told.put, kind_of=lambda _: kind)
        self.watcher.watch(MODULES)

    def write(self, path: str, text: str = "text") -> Path:
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
        return file

    def next(self) -> frozenset[str]:
        return self.told.get(timeout=PATIENCE)

    def until(self, path: str) -> frozenset[str]:
        """What was told up to a burst with this path in it."""
        told = self.next()
        while path not in told:
            told |= self.next()
        return told

    def status(self) -> Status:
        return self.watcher.status()


@pytest.fixture
def watched(tmp_path: Path) -> Iterator[Watched]:
    watched = Watched(tmp_path / "root")
    yield watched
    watched.watcher.stop()


def test_a_save_is_told_by_its_path(watched: Watched) -> None:
    watched.write("commands/plan.md", "more")
    assert watched.next() == {"commands/plan.md"}


def test_an_atomic_save_tells_of_the_target_alone(watched: Watched) -> None:
    watched.write("commands/plan.md.tmp.4242.99").rename(watched.root / "commands/plan.md")
    assert watched.next() == {"commands/plan.md"}


def test_a_save_with_a_backup_tells_of_the_file_alone(watched: Watched) -> None:
    plan = watched.root / "commands/plan.md"
    plan.rename(plan.with_name("plan.md~"))
    watched.write("commands/plan.md", "new")
    assert watched.next() == {"commands/plan.md"}


def test_a_file_moved_in_from_elsewhere_is_told(watched: Watched, tmp_path: Path) -> None:
    outside = tmp_path / "draft.md"
    outside.write_text("text")
    outside.rename(watched.root / "commands/draft.md")
    assert watched.next() == {"commands/draft.md"}


def test_a_deleted_file_is_told(watched: Watched) -> None:
    (watched.root / "commands/plan.md").unlink()
    assert watched.next() == {"commands/plan.md"}


def test_a_file_that_keeps_its_size_and_its_time_is_told(watched: Watched) -> None:
    plan = watched.root / "commands/plan.md"
    before = plan.stat()
    plan.write_text("txet")
    os.utime(plan, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert watched.next() == {"commands/plan.md"}


def test_what_can_be_no_module_is_not_told(watched: Watched) -> None:
    for path in ("build.log", "notes.txt", "commands/.plan.md.swp", "commands/plan.md~"):
        watched.write(path)
    watched.write("CLAUDE.md", "last")
    assert watched.until("CLAUDE.md") == {"CLAUDE.md"}


def test_a_module_of_any_name_is_told(watched: Watched) -> None:
    watched.write("notes.txt")
    watched.watcher.watch((*MODULES, "notes.txt"))
    watched.write("notes.txt", "more")
    assert watched.next() == {"notes.txt"}


def test_any_file_of_a_skill_is_told(watched: Watched) -> None:
    watched.write("skills/review/check.py")
    assert watched.next() == {"skills/review/check.py"}


def test_a_name_that_is_not_utf8_is_told_with_its_bytes_escaped(watched: Watched) -> None:
    Path(os.fsdecode(bytes(watched.root) + b"/commands/\xff.md")).write_text("text")
    assert watched.next() == {r"commands/\xff.md"}


def test_a_new_folder_is_watched_with_all_below_it(watched: Watched) -> None:
    watched.write("agents/team/lead.md")
    assert watched.until("agents/team/lead.md") == {"agents/team/lead.md"}
    watched.write("agents/team/second.md")
    assert watched.until("agents/team/second.md") == {"agents/team/second.md"}


def test_a_folder_beside_modules_is_watched_though_it_is_empty(tmp_path: Path) -> None:
    (tmp_path / "root" / ".claude" / "commands").mkdir(parents=True)
    watched = Watched(tmp_path / "root")
    watched.write(".claude/commands/first.md")
    assert watched.next() == {".claude/commands/first.md"}
    watched.watcher.stop()


@pytest.mark.parametrize("folder", [".git", "node_modules", ".venv"])
def test_what_belongs_to_tools_is_not_watched(watched: Watched, folder: str) -> None:
    before = watched.status()
    watched.write(f"commands/{folder}/note.md")
    watched.write("CLAUDE.md", "last")
    assert watched.until("CLAUDE.md") == {"CLAUDE.md"}
    assert watched.status() == before


def test_a_folder_that_went_away_makes_everything_suspect(watched: Watched) -> None:
    (watched.root / "commands").rename(watched.root / "orders")
    assert watched.next() == frozenset()


def test_an_overflow_of_the_kernels_queue_makes_everything_suspect(watched: Watched) -> None:
    inotify = watched.watcher._watches._inotify
    assert inotify
    overflow = InotifyEvent(WatchDescriptor(-1), InotifyConstants.IN_Q_OVERFLOW, 0, b"")
    inotify.handle_event(overflow)
    assert watched.next() == frozenset()


def test_a_root_that_was_replaced_is_watched_again(watched: Watched) -> None:
    watched.root.rename(watched.root.with_name("old"))
    assert watched.next() == frozenset()
    watched.write("commands/plan.md")
    watched.watcher.check()
    watched.write("commands/plan.md", "more")
    assert watched.next() == {"commands/plan.md"}
    assert not watched.status().degraded


def test_a_root_that_is_gone_is_said(watched: Watched) -> None:
    watched.root.rename(watched.root.with_name("old"))
    watched.watcher.check()
    assert watched.status().degraded
    assert "is gone" in watched.status().detail


def test_one_watch_is_held_for_each_folder_of_the_framework(watched: Watched) -> None:
    inotify = watched.watcher._watches._inotify
    assert inotify
    held = Path(f"/proc/self/fdinfo/{inotify._inotify_fd}").read_text().count("inotify wd:")
    assert (held, watched.status().detail) == (4, "4 folders watched")


def test_a_file_system_that_tells_nothing_is_polled(tmp_path: Path) -> None:
    watched = Watched(tmp_path / "root", kind="9p")
    assert watched.status() == Status(
        "watch", degraded=True, detail="degraded: polling, because 9p does not tell of every change"
    )
    watched.watcher.stop()


def test_without_an_inotify_instance_there_is_polling(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(InotifyFD, "_create_inotify_fd", refuse(errno.EMFILE))
    watched = Watched(tmp_path / "root")
    assert watched.status().degraded
    assert "max_user_instances" in watched.status().detail
    monkeypatch.undo()
    watched.watcher.check()
    assert not watched.status().degraded
    watched.watcher.stop()


def test_too_few_watches_are_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(InotifyFD, "add_callback", refuse(errno.ENOSPC))
    watched = Watched(tmp_path / "root")
    assert watched.status().degraded
    assert "at 0 folders (sysctl fs.inotify.max_user_watches)" in watched.status().detail
    watched.watcher.stop()


def refuse(code: int) -> Callable[..., None]:
    def refused(*_: object) -> None:
        raise OSError(code, os.strerror(code))

    return refused

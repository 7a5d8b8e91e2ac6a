from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from collectors.presence import Living
from collectors.session import hashed
from collectors.sessions.places import Places
from collectors.sessions.roster import Roster

PID = os.getpid()


class Notes:
    """What sessions note of themselves, and who looks there."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "sessions"
        self.folder.mkdir()
        self.roster = Roster(Places(Path("/work/app"), (folder,)), (folder,))

    def write(self, pid: int = PID, *, told: dict[str, object] | None = None) -> Path:
        note = {"pid": pid, "sessionId": "s1", "cwd": "/work/app", "status": "idle"} | (told or {})
        path = self.folder / f"{pid}.json"
        path.write_text(json.dumps(note))
        return path


@pytest.fixture
def notes(tmp_path: Path) -> Notes:
    return Notes(tmp_path)


def test_a_session_whose_process_runs_is_living(notes: Notes) -> None:
    notes.write()
    assert notes.roster.living() == (Living(hashed("s1"), PID, busy=False),)


def test_one_that_is_at_work_comes_first(notes: Notes) -> None:
    notes.write(os.getppid(), told={"sessionId": "s2", "status": "busy"})
    notes.write()
    assert [each.busy for each in notes.roster.living()] == [True, False]


def test_one_of_another_root_is_none_of_ours(notes: Notes) -> None:
    notes.write(told={"cwd": "/work/apple"})
    assert notes.roster.living() == ()
    notes.write(told={"cwd": "/work/app/sub"})
    assert len(notes.roster.living()) == 1


def test_a_process_that_is_gone_is_not_alive(notes: Notes) -> None:
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    notes.write(process.pid)
    assert notes.roster.living() == ()


def test_a_later_process_of_the_same_number_is_not_meant(notes: Notes) -> None:
    os.utime(notes.write(), (1, 1))
    assert notes.roster.living() == ()


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", '{"pid":7}', '{"pid":"x","sessionId":"s","cwd":"/work/app"}', "\0"],
)
def test_what_is_not_understood_is_passed_over(notes: Notes, text: str) -> None:
    (notes.folder / f"{PID}.json").write_text(text)
    assert notes.roster.living() == ()


@pytest.mark.parametrize(("key", "value"), [("sessionId", 7), ("cwd", None), ("pid", 2**70)])
def test_fields_of_another_kind_are_passed_over(notes: Notes, key: str, value: object) -> None:
    notes.write(told={key: value})
    assert notes.roster.living() == ()


def test_nothing_but_notes_is_opened(notes: Notes) -> None:
    path = notes.write()
    path.rename(path.with_suffix(".secret.key"))
    os.mkfifo(notes.folder / "77.json")
    (notes.folder / "88.json").symlink_to("/dev/zero")
    assert notes.roster.living() == ()

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from collectors.flat_record import record
from collectors.session_progress import Transcript
from collectors.session_record import SessionRecord
from collectors.sessions import reader
from collectors.sessions.conversation import Conversation
from collectors.sessions.ownership import Ownership
from collectors.sessions.places import Places
from collectors.sessions.reader import Reader
from tests.collectors.sessions.claude_home import ClaudeHome, answered, append, reply

ROOT = Path("/work/app")


class Readable:
    """The sessions of a root, and who reads them."""

    def __init__(self, folder: Path) -> None:
        self.home = ClaudeHome(folder)
        self.places = Places(ROOT, (folder,))
        self.reader = Reader({}, Ownership(self.places))

    def plan(self, *, all_roots: bool = False) -> None:
        self.reader.plan(self.places.look(all_roots=all_roots).files, 0)

    def read(
        self, *, all_roots: bool = False, enough: Callable[[], bool] = lambda: False
    ) -> list[int]:
        self.plan(all_roots=all_roots)
        return answered(list(self.reader.read(all_roots=all_roots, enough=enough)))


@pytest.fixture
def readable(tmp_path: Path) -> Readable:
    return Readable(tmp_path)


def test_all_that_waits_is_read_once(readable: Readable) -> None:
    readable.home.write(reply(1), name="a")
    readable.home.write(reply(2), name="b")
    assert sorted(readable.read()) == [1, 2]
    assert (readable.read(), readable.reader.waiting) == ([], 0)


def test_between_two_files_it_may_be_enough(readable: Readable) -> None:
    readable.home.write(reply(1), name="a")
    readable.home.write(reply(2), name="b")
    first = readable.read(enough=lambda: True)
    assert len(first) == readable.reader.waiting == 1
    assert sorted(first + readable.read()) == [1, 2]


def test_a_torn_line_does_not_wait_for_ever(readable: Readable) -> None:
    path = readable.home.write(reply(1), b'{"torn')
    assert readable.read() == [1]
    readable.plan()
    assert readable.reader.waiting == 0
    append(path, b'":1}\n', reply(2))
    assert readable.read() == [2]


def test_two_files_of_one_session_are_both_read(readable: Readable) -> None:
    readable.home.write(reply(1))
    readable.home.file("agent-x", below="s1/subagents").write_bytes(reply(2))
    assert sorted(readable.read()) == [1, 2]


def test_a_session_that_only_looks_like_the_roots_is_left_alone(readable: Readable) -> None:
    readable.home.write(reply(1, cwd="/work-app"), name="a", root="/work/app")
    assert readable.read() == []
    assert (readable.reader.waiting, readable.reader.foreign) == (0, 1)


def test_it_is_read_once_all_are_asked_for(readable: Readable) -> None:
    path = readable.home.write(reply(1, cwd="/work-app"), name="a")
    readable.read()
    append(path, reply(2, cwd="/work-app"))
    assert readable.read(all_roots=True) == [1, 2]
    assert readable.reader.foreign == 0


def test_what_cannot_be_opened_is_counted_once_and_what_vanished_is_not(
    readable: Readable,
) -> None:
    for name in ("gone", "replaced"):
        readable.home.write(reply(1), name=name)
    readable.plan()
    for name in ("gone", "replaced"):
        readable.home.file(name).unlink()
    os.mkfifo(readable.home.file("replaced"))
    records = list(readable.reader.read(all_roots=False, enough=lambda: False))
    assert (records, readable.reader.waiting) == ([], 0)
    assert len(readable.reader.refused) == 1


def test_what_was_read_of_a_file_stays_known_when_it_is_gone(readable: Readable) -> None:
    path = readable.home.write(reply(1))
    assert readable.read() == [1]
    path.unlink()
    assert (readable.read(), readable.reader.waiting) == ([], 0)


def failing(_: Conversation) -> Iterator[SessionRecord]:
    raise RuntimeError("a defect")


def test_a_file_that_raises_an_error_is_set_aside_until_it_grows(
    readable: Readable, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = readable.home.write(reply(1), name="a")
    with monkeypatch.context() as patch:
        patch.setattr(Conversation, "take", failing)
        with pytest.raises(RuntimeError):
            readable.read()
    assert (readable.read(), readable.reader.waiting) == ([], 0)
    assert len(readable.reader.refused) == 1
    append(path, reply(2))
    assert readable.read() == [1, 2]


def test_a_restart_reads_only_what_is_new(readable: Readable) -> None:
    path = readable.home.write(reply(1))
    readable.plan()
    records = list(readable.reader.read(all_roots=False, enough=lambda: False))
    known = {each.file: each for each in records if isinstance(each, Transcript)}
    readable.reader = Reader(known, Ownership(readable.places))
    readable.plan()
    assert readable.reader.waiting == 0
    append(path, reply(2))
    assert readable.read() == [2]


@pytest.fixture
def several(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if there were much to read, and two processors."""
    monkeypatch.setattr(reader, "MUCH_BYTES", 0)
    monkeypatch.setattr(reader, "processors", lambda: 2)


@pytest.mark.usefixtures("several")
@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
def test_several_processes_read_what_waits(readable: Readable) -> None:
    for number in range(5):
        readable.home.write(reply(number), name=f"s{number}")
    readable.plan()
    together = readable.reader.read_together(all_roots=False)
    records = [record(row) for told in together for row in told.rows]
    assert sorted(answered(records)) == [0, 1, 2, 3, 4]
    assert (readable.read(), readable.reader.waiting) == ([], 0)


@pytest.mark.usefixtures("several")
@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
def test_what_they_leave_waits_on(readable: Readable) -> None:
    readable.home.write(reply(1, cwd="/work-app"), name="foreign")
    readable.home.write(b'{"torn', name="torn")
    readable.plan()
    assert list(readable.reader.read_together(all_roots=False)) == []
    assert readable.reader.waiting == 2
    assert readable.read() == []
    assert (readable.reader.waiting, readable.reader.foreign) == (0, 1)


def test_few_bytes_are_worth_no_process(readable: Readable) -> None:
    readable.home.write(reply(1))
    readable.plan()
    assert list(readable.reader.read_together(all_roots=False)) == []
    assert readable.reader.waiting == 1

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import closing, suppress
from itertools import islice
from multiprocessing import get_context
from pathlib import Path

import pytest

from collectors.flat_record import SESSION, Row, row
from collectors.session import Session
from collectors.sessions.crew import Crew
from collectors.sessions.session_file import SessionFile

pytestmark = pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")


def file(name: str, size: int = 1) -> SessionFile:
    path = f"/home/{name}.jsonl"
    return SessionFile(path, name, "", "", near=True, device=1, inode=1, size=size, modified_ns=1)


def told(crew: Crew) -> list[Session]:
    return [session for rows in crew.told() for session in rows.of(SESSION)]


def sessions(file: SessionFile) -> Iterator[Row]:
    """More than are handed over at once."""
    for number in range(1500):
        yield row(Session(f"{file.session_id}-{number}"))


def unreadable(file: SessionFile) -> Iterator[Row]:
    if file.session_id == "bad":
        raise PermissionError(file.path)
    yield row(Session(file.session_id))


def broken(file: SessionFile) -> Iterator[Row]:
    yield row(Session(file.session_id))
    raise AssertionError


def test_what_all_of_them_read_is_told() -> None:
    files = [file("a"), file("b"), file("c")]
    with closing(Crew(files, sessions, size=2)) as crew:
        ids = [session.id for session in told(crew)]
    assert sorted(ids) == sorted(f"{name}-{number}" for name in "abc" for number in range(1500))


def named(file: SessionFile) -> Iterator[Row]:
    yield row(Session(file.session_id))


def test_every_file_is_read_once() -> None:
    files = [file(str(number)) for number in range(2_000)]
    with closing(Crew(files, named, size=4)) as crew:
        ids = [session.id for session in told(crew)]
    assert sorted(ids, key=int) == [it.session_id for it in files]


def test_of_more_files_than_can_wait_the_first_are_read() -> None:
    files = [file(str(number)) for number in (0, 1)] + [file("many")] * 300_000
    with closing(
        Crew(files, lambda it: named(it) if it.session_id != "many" else (), size=2)
    ) as crew:
        assert {session.id for session in told(crew)} == {"0", "1"}


def test_a_file_that_cannot_be_read_is_not_told_of() -> None:
    with closing(Crew([file("bad"), file("good")], unreadable, size=1)) as crew:
        assert told(crew) == [Session("good")]


def test_one_that_ends_too_early_tells_of_no_more(capfd: pytest.CaptureFixture[str]) -> None:
    with closing(Crew([file("a"), file("b"), file("c")], broken, size=2)) as crew:
        assert list(crew.told()) == []
    assert capfd.readouterr().err == ""


def test_nobody_reads_on_once_it_is_closed() -> None:
    crew = Crew([file("a"), file("b")], sessions, size=2)
    next(iter(crew.told()))
    crew.close()
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)


def test_they_hold_nothing_open_that_is_not_theirs(tmp_path: Path) -> None:
    lock = tmp_path / "lock"

    def opened(_: SessionFile) -> Iterator[Row]:
        for each in Path("/proc/self/fd").iterdir():
            with suppress(FileNotFoundError):
                yield row(Session(str(each.readlink())))

    with lock.open("w"), closing(Crew([file("a")], opened, size=1)) as crew:
        opened_files = [session.id for session in told(crew)]
    assert opened_files
    assert str(lock) not in opened_files


def test_no_file_waits_for_a_process_that_is_busy_with_another() -> None:
    def patient(file: SessionFile) -> Iterator[Row]:
        if file.session_id == "long":
            ended.wait()
        yield row(Session(file.session_id))

    ended = get_context("fork").Event()
    with closing(Crew([file("long"), file("b"), file("c")], patient, size=2)) as crew:
        told = crew.told()
        first = [session.id for rows in islice(told, 2) for session in rows.of(SESSION)]
        ended.set()
        assert first == ["b", "c"]
        assert [session.id for rows in told for session in rows.of(SESSION)] == ["long"]

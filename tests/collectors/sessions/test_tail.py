from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from collectors.flat_record import record
from collectors.session_progress import Transcript
from collectors.session_record import SessionRecord
from collectors.sessions import line_reader
from collectors.sessions.tail import Tail
from tests.collectors.sessions.claude_home import answered, append, found, positions, reply


def never() -> bool:
    return False


def read(
    path: Path, tail: Tail | None = None, *, enough: Callable[[], bool] = never
) -> list[SessionRecord]:
    """What a file tells, to a reader of its own if none is given."""
    file = found(path)
    return [*map(record, (tail or Tail(file)).read(file, enough=enough))]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "s1.jsonl"
    path.write_bytes(reply(1) + reply(2))
    return path


@pytest.fixture
def tail(path: Path) -> Tail:
    """A reader that has read both lines."""
    tail = Tail(found(path))
    read(path, tail)
    return tail


def test_a_file_is_read_to_its_end_and_its_position_told(path: Path) -> None:
    records = read(path)
    assert answered(records) == [1, 2]
    (position,) = positions(records)
    assert position.offset == path.stat().st_size
    assert (position.inode, position.lines) == (path.stat().st_ino, 2)


def test_only_what_was_appended_is_read(path: Path, tail: Tail) -> None:
    append(path, reply(3))
    records = read(path, tail)
    assert answered(records) == [3]
    assert positions(records)[0].lines == 3


def test_a_file_that_did_not_grow_tells_nothing(path: Path, tail: Tail) -> None:
    assert read(path, tail) == []


def test_another_reader_goes_on_where_the_position_says(path: Path, tail: Tail) -> None:
    append(path, b"no json\n", reply(3))
    again = Tail(found(path), tail.position)
    assert answered(read(path, again)) == [3]
    assert (again.position.lines, again.position.broken_lines) == (4, 1)


def test_a_torn_line_is_read_when_it_is_whole(path: Path, tail: Tail) -> None:
    line = reply(3, text="漢字")
    cut = line.index("漢".encode()) + 1
    append(path, line[:cut])
    assert read(path, tail) == []
    append(path, line[cut:])
    assert answered(read(path, tail)) == [3]
    assert tail.position.broken_lines == 0


def test_a_file_that_was_cut_is_read_again(path: Path, tail: Tail) -> None:
    path.write_bytes(reply(7))
    assert answered(read(path, tail)) == [7]


def test_a_file_that_was_rewritten_longer_in_its_place_is_read_again(
    path: Path, tail: Tail
) -> None:
    inode = path.stat().st_ino
    path.write_bytes(reply(7) + reply(8) + reply(9))
    assert path.stat().st_ino == inode
    assert answered(read(path, tail)) == [7, 8, 9]


def test_a_file_of_the_same_beginning_that_breaks_a_line_elsewhere_is_read_again(
    path: Path,
) -> None:
    path.write_bytes(reply(1, text="x" * 2_000) + reply(2))
    tail = Tail(found(path))
    read(path, tail)
    path.write_bytes(reply(1, text="x" * 4_000) + reply(2))
    assert answered(read(path, tail)) == [1, 2]


def test_a_file_that_took_the_place_of_another_is_read_from_its_start(
    path: Path, tail: Tail
) -> None:
    other = path.with_name("other")
    other.write_bytes(reply(1) + reply(2) + reply(3))
    other.replace(path)
    records = read(path, tail)
    assert answered(records) == [1, 2, 3]
    assert positions(records)[0].lines == 3


def test_when_a_file_was_first_seen_stays_what_it_was(path: Path, tail: Tail) -> None:
    first = tail.position.modified_ms
    append(path, reply(3))
    os.utime(path, ns=(0, (first + 60_000) * 1_000_000))
    read(path, tail)
    assert tail.position.modified_ms == first


def test_a_line_that_is_too_long_counts_as_broken(
    path: Path, tail: Tail, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(line_reader, "LONGEST_LINE", 4_000)
    append(path, reply(3, text="x" * 5_000), reply(4))
    assert answered(read(path, tail)) == [4]
    assert (tail.position.lines, tail.position.broken_lines) == (4, 1)


def test_reading_stops_between_chunks_when_it_is_enough(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(line_reader, "CHUNK_BYTES", len(reply(1)) + 5)
    tail = Tail(found(path))
    assert answered(read(path, tail, enough=lambda: True)) == [1]
    assert not tail.at_end
    assert answered(read(path, tail)) == [2]
    assert tail.at_end


def test_a_long_line_is_read_to_its_end_even_when_it_is_enough(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(line_reader, "CHUNK_BYTES", 10)
    assert answered(read(path, enough=lambda: True)) == [1]


def test_blank_lines_can_be_left_at_any_place(
    path: Path, tail: Tail, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(line_reader, "CHUNK_BYTES", 10)
    append(path, b"\n" * 100, reply(3))
    assert answered(read(path, tail, enough=lambda: True)) == []
    assert not tail.at_end
    assert answered(read(path, tail)) == [3]


@pytest.mark.parametrize("make", [os.mkfifo, os.mkdir], ids=["pipe", "folder"])
def test_what_took_the_place_of_a_file_is_not_read(
    path: Path, make: Callable[[Path], None]
) -> None:
    file = found(path)
    path.unlink()
    make(path)
    with pytest.raises(OSError, match="regular file"):
        list(Tail(file).read(file, enough=never))


def test_a_link_is_not_followed(path: Path, tmp_path: Path) -> None:
    file = found(path)
    path.rename(tmp_path / "elsewhere")
    path.symlink_to(tmp_path / "elsewhere")
    with pytest.raises(OSError, match="symbolic"):
        list(Tail(file).read(file, enough=never))


def test_a_position_of_nothing_is_begun_anew(path: Path) -> None:
    tail = Tail(found(path), Transcript(found(path).id, ""))
    assert answered(read(path, tail)) == [1, 2]

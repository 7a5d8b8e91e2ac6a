from __future__ import annotations

import os
import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collectors.sessions import line_reader
from collectors.sessions.line_reader import CHUNK_BYTES, LONGEST_LINE, LineReader


class Opened:
    """A file that is read by its descriptor."""

    def __init__(self, path: Path) -> None:
        self.path = path
        path.touch()
        self.descriptor = os.open(path, os.O_RDONLY)

    def reader(self, offset: int = 0, *, searched: int = 0) -> LineReader:
        return LineReader(self.descriptor, offset, searched=searched)


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Opened]:
    opened = Opened(tmp_path / "s.jsonl")
    yield opened
    os.close(opened.descriptor)


def lines(reader: LineReader) -> list[bytes]:
    found: list[bytes] = []
    while (chunk := reader.next()) is not None:
        found += chunk
    return found


def test_what_follows_the_last_newline_is_left_for_later(opened: Opened) -> None:
    opened.path.write_bytes(b"one\ntwo\nthr")
    reader = opened.reader()
    assert lines(reader) == [b"one", b"two"]
    assert reader.offset == 8
    opened.path.write_bytes(b"one\ntwo\nthree\n")
    assert lines(opened.reader(8)) == [b"three"]


def test_a_character_torn_in_two_is_whole_when_its_line_is(opened: Opened) -> None:
    text = "漢\n".encode()
    opened.path.write_bytes(text[:2])
    reader = opened.reader()
    assert lines(reader) == []
    opened.path.write_bytes(text)
    assert lines(reader) == [text[:-1]]


def test_a_line_of_several_chunks_is_whole(opened: Opened) -> None:
    long = b"x" * (3 * CHUNK_BYTES + 7)
    opened.path.write_bytes(b"a\n" + long + b"\nb\n")
    assert lines(opened.reader()) == [b"a", long, b"b"]


def test_a_line_that_is_too_long_is_skipped_in_little_memory(opened: Opened) -> None:
    with opened.path.open("wb") as file:
        file.write(b"a\n")
        for _ in range(40):
            file.write(b"x" * 1_000_000)
        file.write(b"\nb\n")
    reader = opened.reader()
    tracemalloc.start()
    assert lines(reader) == [b"a", b"b"]
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert reader.too_long == 1
    assert peak < 2 * LONGEST_LINE


def test_skipping_a_line_goes_on_where_it_was_left(
    opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(line_reader, "LONGEST_LINE", 10)
    opened.path.write_bytes(b"a\n" + b"x" * 30)
    reader = opened.reader()
    assert lines(reader) == [b"a"]
    assert (reader.offset, reader.searched) == (2, 30)
    opened.path.write_bytes(b"a\n" + b"x" * 40 + b"\nb\n")
    again = opened.reader(reader.offset, searched=reader.searched)
    assert (lines(again), again.too_long) == ([b"b"], 1)


@given(st.lists(st.binary(max_size=30).filter(lambda line: b"\n" not in line)), st.binary())
def test_any_chunks_make_the_same_lines(
    tmp_path_factory: pytest.TempPathFactory, whole: list[bytes], rest: bytes
) -> None:
    torn = rest.replace(b"\n", b"")
    opened = Opened(tmp_path_factory.mktemp("lines") / "s.jsonl")
    opened.path.write_bytes(b"".join(line + b"\n" for line in whole) + torn)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(line_reader, "CHUNK_BYTES", 7)
        patch.setattr(line_reader, "LONGEST_LINE", 20)
        reader = opened.reader()
        assert lines(reader) == [line for line in whole if 0 < len(line) <= 20]
    os.close(opened.descriptor)
    assert reader.too_long == sum(len(line) > 20 for line in whole)
    assert reader.offset == sum(len(line) + 1 for line in whole)

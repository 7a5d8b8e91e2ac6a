from __future__ import annotations

import pytest

from collectors.session import Request, Session, ToolCall, Turn, hashed
from collectors.sessions.conversation import Conversation
from tests.collectors.sessions.lines import (
    SESSION,
    Line,
    aside,
    conversation,
    line,
    ms,
    one,
    only,
    prompt,
    reply,
    result,
    taken,
    told,
    use,
    write,
)


def read(*lines: bytes) -> Conversation:
    reader = conversation()
    reader.read(lines)
    return reader


def test_a_session_is_where_and_when_its_lines_say() -> None:
    lines = [
        prompt(5, cwd="/home/dev/shop"),
        aside(prompt(2, cwd="/elsewhere")),
        reply(9, cwd="/home/dev/shop/deep", version="2.1.330"),
    ]

    assert one(told(*lines), Session) == Session(
        hashed(SESSION),
        root="/home/dev/shop",
        version="2.1.330",
        started_at=ms(2),
        last_at=ms(9),
    )


@pytest.mark.parametrize("cwd", ["", "shop", "/a\nb", "/a\x1b[2J", "/\ud800", "/" * 5000, 7, None])
def test_what_is_no_folder_is_no_root(cwd: object) -> None:
    assert one(told(prompt(1, cwd=cwd)), Session).root == ""


@pytest.mark.parametrize("version", ["", "two words", "2" * 99, 2, None, ["2"]])
def test_what_is_no_version_is_not_kept(version: object) -> None:
    assert one(told(prompt(1), prompt(2, version=version)), Session).version == "2.1.328"


def test_only_what_changed_is_told_again() -> None:
    reader = conversation()
    reader.read(write([prompt(0, promptId="p"), reply(1, use("toolu_1"))]))
    reader.take()

    assert reader.take() == []
    reader.read(write([result(3, "toolu_1")]))
    records = taken(reader)

    assert {type(record) for record in records} == {Session, Turn, ToolCall}
    assert one(records, ToolCall).seconds == 2


def test_records_of_unknown_types_are_counted_by_type() -> None:
    reader = read(*write([line("hologram", 1), line("hologram", 2), line("ray", 3)]))

    assert reader.unknown == {"hologram": 2, "ray": 1}
    assert reader.take() == []


@pytest.mark.parametrize("kind", ["a b", "", "<b>", "x" * 65, "é", "a\n", 7, None, [], {}])
def test_what_is_no_type_is_counted_as_other(kind: object) -> None:
    reader = read(*write([{"type": kind}]))

    assert reader.unknown == {"other": 1}


def test_only_so_many_unknown_types_are_told_apart() -> None:
    reader = read(*write([{"type": f"t{number}"} for number in range(70)]))

    assert len(reader.unknown) == 51
    assert reader.unknown["other"] == 20


@pytest.mark.parametrize(
    "kind",
    ["queue-operation", "last-prompt", "summary", "file-history-snapshot", "api-request-shape"],
)
@pytest.mark.parametrize("size", [1, 100_000])
def test_bookkeeping_is_known_and_tells_nothing(kind: str, size: int) -> None:
    reader = read(*write([{"type": kind, "text": "x" * size}]))

    assert (reader.unknown, reader.broken_lines, reader.take()) == ({}, 0, [])


def test_a_long_reply_that_speaks_of_bookkeeping_is_read() -> None:
    said: Line = {"type": "text", "text": '{"type":"last-prompt",' * 1000}

    assert one(told(reply(1, said)), Request).tokens.total == 10


@pytest.mark.parametrize(
    "line",
    [
        b"{",
        b'{"type":"user"',
        b"x",
        b"[]",
        b"7",
        b"null",
        b'"text"',
        b"\xff\xfe",
        b"[" * 100_000,
        b'{"a":' * 100_000,
        b'{"type":"last-prompt","text":"' + b"x" * 10_000,
    ],
)
def test_what_is_no_record_is_counted_as_broken(line: bytes) -> None:
    reader = read(line, *write([prompt(1)]))

    assert (reader.lines, reader.broken_lines) == (2, 1)
    assert len(only(taken(reader), Turn)) == 1


def test_blank_lines_are_not_broken() -> None:
    reader = read(b"", b"  ", b"\r", *write([prompt(1)]))

    assert (reader.lines, reader.broken_lines) == (4, 0)


def test_line_ends_of_another_system_are_harmless() -> None:
    reader = read(*(each + b"\r" for each in write([prompt(1)])))

    assert reader.broken_lines == 0
    assert len(only(taken(reader), Turn)) == 1


@pytest.mark.parametrize("half", [b"\\ud83d", b"\xf0\x9f"])
def test_half_a_character_does_not_lose_a_line(half: bytes) -> None:
    (written,) = write([reply(1, {"type": "text", "text": "HALF"})])
    reader = read(written.replace(b"HALF", half))

    assert one(taken(reader), Request).tokens.total == 10


def test_a_reader_of_a_long_file_remembers_no_more_than_it_needs() -> None:
    reader = conversation()
    for number in range(3000):
        block = use(f"toolu_{number:020}")
        reader.read(
            write(
                [
                    aside(prompt(number, promptId=f"p{number}"), agent=f"a{number}"),
                    prompt(number, promptId=f"p{number}"),
                    {**prompt(number), "sessionId": f"s{number}"},
                    reply(number, block, id=f"m{number}", request=f"r{number}"),
                ]
            )
        )
        reader.take()

    assert len(reader.carry) < 100_000


def test_an_id_of_any_length_is_an_id() -> None:
    message, request, call = ("x" * 100_000 + kind for kind in "mrc")
    reader = conversation()
    for lines in (
        [reply(1, use(call), id=message, request=request), reply(2, id=message, request=request)],
        [result(3, call)],
    ):
        reader.read(write(lines))
        assert len(reader.carry) < 5000

    records = taken(reader)
    assert one(records, Request).ended_at == ms(2)
    assert one(records, ToolCall).seconds == 2

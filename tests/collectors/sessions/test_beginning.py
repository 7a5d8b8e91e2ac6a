from __future__ import annotations

import os
from pathlib import Path

import pytest

from collectors.sessions.beginning import folder

PADDING = b'{"type":"api-request-shape","text":"' + b"x" * 100_000 + b'"}\n'


def began_in(path: Path, content: bytes) -> str:
    path.write_bytes(content)
    descriptor = os.open(path, os.O_RDONLY)
    try:
        return folder(descriptor)
    finally:
        os.close(descriptor)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b'{"type":"mode"}\n{"cwd":"/work/app"}\n', "/work/app"),
        (PADDING * 3 + b'{"cwd":"/work/app"}\n', "/work/app"),
        (b'{"cwd":"/a"}\n{"cwd":"/b"}\n', "/a"),
        (b'{"message":{"cwd":"/inner"}}\n{"cwd":"/outer"}\n', "/outer"),
        (b'"cwd"\n[{"cwd":1}]\n{"cwd":7}\n{"cwd":\n{"cwd":"/z"}\n', "/z"),
        (b'{"cwd":"/torn"}', ""),
        (b"", ""),
        (PADDING * 30 + b'{"cwd":"/too/far"}\n', ""),
    ],
    ids=["line", "late", "first", "inner", "garbage", "torn", "empty", "far"],
)
def test_the_first_whole_line_that_names_a_folder_tells(
    tmp_path: Path, content: bytes, told: str
) -> None:
    assert began_in(tmp_path / "s.jsonl", content) == told

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest

from collectors.framework.grounds import Grounds
from collectors.framework.module import Finding
from collectors.framework.regular_file import LIMIT_BYTES, FileRead, read, read_module, stamp_of


def outcome(file: Path) -> str:
    result = read(str(file), "x.md")
    return result.kind if isinstance(result, Finding) else "read"


def test_a_file_comes_with_the_stamp_of_what_was_read(tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    file.write_bytes(b"text")
    assert read(str(file), "a.md") == FileRead(b"text", stamp_of(file.stat()))


def test_a_long_file_is_read_whole(tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    file.write_bytes(b"0123456789" * 5_000)
    result = read(str(file), "a.md")
    assert isinstance(result, FileRead)
    assert result.content == b"0123456789" * 5_000


def test_a_pipe_does_not_hang(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "CLAUDE.md")
    assert outcome(tmp_path / "CLAUDE.md") == "not-a-file"


def test_a_socket_is_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)  # The path of a socket may only be short.
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("s.md")
        assert outcome(tmp_path / "s.md") == "not-a-file"


def test_a_device_is_no_file() -> None:
    assert outcome(Path("/dev/zero")) == "not-a-file"


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    assert outcome(tmp_path) == "not-a-file"


def test_a_link_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "target.md").write_text("text")
    (tmp_path / "link.md").symlink_to("target.md")
    assert outcome(tmp_path / "link.md") == "not-a-file"


def test_a_sparse_gigabyte_is_too_large(tmp_path: Path) -> None:
    with (tmp_path / "a.md").open("wb") as file:
        file.truncate(1 << 30)
    assert outcome(tmp_path / "a.md") == "too-large"


def test_a_file_of_exactly_the_limit_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(b"a" * LIMIT_BYTES)
    assert outcome(tmp_path / "a.md") == "read"


def test_a_growing_file_is_read_up_to_the_limit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.md").write_bytes(b"a")
    monkeypatch.setattr(os, "read", lambda _, length: b"a" * length)
    result = read(str(tmp_path / "a.md"), "a.md")
    assert isinstance(result, FileRead)
    assert len(result.content) == LIMIT_BYTES


def test_nul_bytes_make_a_file_binary(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(b"a\0b")
    assert outcome(tmp_path / "a.md") == "binary"


def test_a_vanished_file_is_unreadable(tmp_path: Path) -> None:
    assert outcome(tmp_path / "gone.md") == "unreadable"


@pytest.mark.parametrize("name", ["nul\0.md", "lone\ud800.md"])
def test_a_name_that_no_file_can_have_is_unreadable(tmp_path: Path, name: str) -> None:
    assert outcome(tmp_path / name) == "unreadable"


def test_a_file_without_permission_is_unreadable(tmp_path: Path) -> None:
    (tmp_path / "a.md").touch(mode=0)
    if os.access(tmp_path / "a.md", os.R_OK):
        pytest.skip("this user may read everything")
    assert outcome(tmp_path / "a.md") == "unreadable"


def test_a_module_is_read_through_a_link_within_the_grounds(tmp_path: Path) -> None:
    (tmp_path / "real.md").write_text("text")
    (tmp_path / "a.md").symlink_to("real.md")
    assert isinstance(read_module(Grounds(str(tmp_path), "/nowhere"), "a.md"), FileRead)


def test_a_module_is_not_read_through_a_link_that_leaves_the_grounds(tmp_path: Path) -> None:
    (tmp_path / "secret.md").write_text("secret")
    root = tmp_path / "root"
    root.mkdir()
    (root / "a.md").symlink_to("../secret.md")
    result = read_module(Grounds(str(root), "/nowhere"), "a.md")
    assert isinstance(result, Finding)
    assert result.kind == "outside-root"

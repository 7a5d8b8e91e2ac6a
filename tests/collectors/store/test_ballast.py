"""A file that takes room, so that there is some to give away."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from collectors.store import ballast


def test_ballast_takes_its_room_at_once_and_for_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "ballast"
    ballast.take_on(path)
    found = path.stat()
    assert found.st_blocks * 512 >= ballast.SIZE == found.st_size
    assert found.st_mode & 0o777 == 0o600


def test_ballast_that_is_there_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "ballast"
    path.write_bytes(b"x")
    ballast.take_on(path)
    assert path.read_bytes() == b"x"


def test_no_ballast_is_taken_on_where_little_is_free(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    little = os.statvfs_result((4096, 4096, 10**6, 10**6, 4 * ballast.SIZE // 4096 - 1, *[0] * 5))
    monkeypatch.setattr(os, "statvfs", lambda _: little)
    ballast.take_on(tmp_path / "ballast")
    assert list(tmp_path.iterdir()) == []


def test_a_part_of_the_ballast_is_not_left_behind(
    tmp_path: Path,
) -> None:
    def full(*_: int) -> None:
        raise OSError(28, "No space left on device")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "posix_fallocate", full)
        ballast.take_on(tmp_path / "ballast")
    assert list(tmp_path.iterdir()) == []


def test_ballast_is_not_written_through_a_link(tmp_path: Path) -> None:
    (tmp_path / "ballast").symlink_to(tmp_path / "elsewhere")
    ballast.take_on(tmp_path / "ballast")
    assert not (tmp_path / "elsewhere").exists()


def test_who_drops_ballast_is_told_whether_there_was_any(tmp_path: Path) -> None:
    ballast.take_on(tmp_path / "ballast")
    assert ballast.drop(tmp_path / "ballast")
    assert not ballast.drop(tmp_path / "ballast")

"""How an export reaches a file."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from collectors.errors import PerfdashError
from dashboard.export.file import write


def test_a_file_is_made(tmp_path: Path) -> None:
    write(tmp_path / "out.json", b"{}")
    assert (tmp_path / "out.json").read_bytes() == b"{}"


def test_a_file_is_replaced_and_nothing_is_left_beside_it(tmp_path: Path) -> None:
    (tmp_path / "out.json").write_bytes(b"old and longer")
    write(tmp_path / "out.json", b"{}")
    assert (tmp_path / "out.json").read_bytes() == b"{}"
    assert len(list(tmp_path.iterdir())) == 1


def test_what_a_link_points_to_stays_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "precious").write_bytes(b"precious")
    (tmp_path / "out.json").symlink_to("precious")
    with pytest.raises(PerfdashError, match="symbolic link"):
        write(tmp_path / "out.json", b"{}")
    assert (tmp_path / "precious").read_bytes() == b"precious"


def test_a_pipe_is_refused_without_waiting_for_it(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(PerfdashError, match="no regular file"):
        write(tmp_path / "pipe", b"{}")


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(PerfdashError, match=r"out\.json: No such file"):
        write(tmp_path / "missing" / "out.json", b"{}")


def test_a_name_that_is_too_long_is_an_error_of_ours(tmp_path: Path) -> None:
    with pytest.raises(PerfdashError, match="too long"):
        write(tmp_path / ("x" * 300), b"{}")


def test_what_an_earlier_try_left_is_not_written_through(tmp_path: Path) -> None:
    left = tmp_path / f".perfdash-{os.getpid()}.part"
    left.symlink_to(tmp_path / "elsewhere")
    with pytest.raises(PerfdashError, match="remove it"):
        write(tmp_path / "out.json", b"{}")
    assert not (tmp_path / "elsewhere").exists()


def test_a_new_file_has_the_mode_of_any_new_file(tmp_path: Path) -> None:
    (tmp_path / "other").touch()
    write(tmp_path / "out.json", b"{}")
    modes = [stat.S_IMODE((tmp_path / name).stat().st_mode) for name in ("other", "out.json")]
    assert modes[0] == modes[1]

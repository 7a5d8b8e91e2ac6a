from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collectors.framework.grounds import Grounds, is_below, printable

GROUNDS = Grounds("/repo", "/home/ann", ("/home/ann/.claude",))


@pytest.mark.parametrize(
    ("file", "path"),
    [
        ("/repo/commands/a.md", "commands/a.md"),
        ("/home/ann/.claude/b.md", "~/.claude/b.md"),
        ("/repository/a.md", "/repository/a.md"),
    ],
)
def test_a_file_is_called_by_the_nearest_place(file: str, path: str) -> None:
    assert GROUNDS.written(file) == path
    assert GROUNDS.located(path) == file


def test_only_the_root_and_allowed_folders_may_be_read() -> None:
    assert GROUNDS.allows("/repo/a.md")
    assert GROUNDS.allows("/home/ann/.claude/a.md")
    assert not GROUNDS.allows("/home/ann/.ssh/id_rsa")
    assert not GROUNDS.allows("/repo-of-another/a.md")


def test_the_grounds_of_a_linked_root_are_real(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to("real")
    grounds = Grounds.around(tmp_path / "link", ["~/shared"])
    assert grounds.root == str(tmp_path / "real")
    assert grounds.allowed == (str(tmp_path / "home/.claude"), str(tmp_path / "home/shared"))


def test_a_file_whose_name_is_not_utf8_can_be_found_again(tmp_path: Path) -> None:
    Path(str(tmp_path) + "/caf\udce9.md").write_text("x")
    assert printable("caf\udce9.md") == "caf\\xe9.md"
    assert Path(Grounds(str(tmp_path), "/nowhere").located("caf\\xe9.md")).read_text() == "x"


def test_a_name_with_a_written_escape_is_itself(tmp_path: Path) -> None:
    (tmp_path / "caf\\xe9.md").write_text("x")
    assert Path(Grounds(str(tmp_path), "/nowhere").located("caf\\xe9.md")).read_text() == "x"


@given(st.binary(min_size=1).filter(lambda name: b"\\" not in name))
def test_every_name_can_be_written(name: bytes) -> None:
    written = printable(name.decode("utf-8", "surrogateescape"))
    assert written.encode("utf-8").decode("utf-8") == written


def test_a_folder_holds_itself_and_what_is_in_it_but_no_namesake() -> None:
    assert is_below("a/b", "a")
    assert is_below("a", "a")
    assert is_below("a", "")
    assert not is_below("ab", "a")

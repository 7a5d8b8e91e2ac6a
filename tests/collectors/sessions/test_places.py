from __future__ import annotations

import os
from pathlib import Path

import pytest

from collectors.sessions.places import Places
from collectors.sessions.walk import Look
from tests.collectors.sessions.claude_home import ClaudeHome, reply


@pytest.fixture
def home(tmp_path: Path) -> ClaudeHome:
    return ClaudeHome(tmp_path / "claude")


def look(home: ClaudeHome, root: str = "/work/app", *, all_roots: bool = False) -> Look:
    return Places(Path(root), (home.folder,)).look(all_roots=all_roots)


def names(found: Look) -> set[str]:
    return {Path(file.path).stem for file in found.files}


def test_sessions_of_the_root_and_below_it_are_found(home: ClaudeHome) -> None:
    home.write(reply(1), name="a")
    home.write(reply(1), name="b", root="/work/app/sub")
    home.write(reply(1), name="c", root="/work/other")
    assert names(look(home)) == {"a", "b"}
    assert names(look(home, all_roots=True)) == {"a", "b", "c"}


def test_those_of_other_roots_are_known_to_be_theirs(home: ClaudeHome) -> None:
    home.write(reply(1), name="a")
    home.write(reply(1), name="c", root="/work/other")
    files = look(home, all_roots=True).files
    assert {Path(file.path).stem: file.near for file in files} == {"a": True, "c": False}


def test_a_file_of_a_sub_agent_belongs_to_the_session_of_its_folder(home: ClaudeHome) -> None:
    path = home.file("agent-x7", below="s1/subagents")
    path.write_bytes(reply(1))
    (file,) = look(home).files
    assert (file.session_id, file.agent_id) == ("s1", "x7")
    assert file.main == str(home.file("s1"))
    assert file.meta == str(path.with_name("agent-x7.meta.json"))


def test_a_file_of_a_sub_agent_beside_sessions_does_not_tell_which(home: ClaudeHome) -> None:
    home.write(reply(1), name="agent-x7")
    (file,) = look(home).files
    assert (file.session_id, file.agent_id, file.main) == ("", "x7", "")


def test_what_is_no_session_is_not_taken(home: ClaudeHome) -> None:
    home.file("journal", below="s1/workflows").write_bytes(b"{}\n")
    home.file("agent-a", below="s1/tool-results").write_bytes(b"{}\n")
    home.file("s1").with_suffix(".json").write_bytes(b"{}\n")
    assert look(home).files == ()


def test_pipes_folders_and_links_named_like_sessions_are_counted(home: ClaudeHome) -> None:
    real = home.write(reply(1))
    os.mkfifo(home.file("pipe"))
    home.file("folder").mkdir()
    home.file("link").symlink_to(real)
    found = look(home)
    assert (names(found), found.refused) == ({"s1"}, 3)


def test_folders_that_are_linked_in_a_circle_are_entered_once(home: ClaudeHome) -> None:
    path = home.write(reply(1))
    (path.parent / "s1").symlink_to(path.parent)
    (path.parent / "s2").symlink_to("s2")
    (home.folder / "projects/-work-app-again").symlink_to(path.parent)
    assert len(look(home).files) == 1


def test_a_folder_that_was_moved_elsewhere_and_linked_is_entered(
    home: ClaudeHome, tmp_path: Path
) -> None:
    path = home.write(reply(1))
    path.parent.rename(tmp_path / "big")
    path.parent.symlink_to(tmp_path / "big")
    assert names(look(home)) == {"s1"}


def test_all_sessions_are_those_of_the_folder_they_lie_in(home: ClaudeHome) -> None:
    home.write(reply(1), name="c", root="/work/other")
    assert names(look(home, str(home.folder))) == {"c"}
    assert names(look(home, str(home.folder / "projects"))) == {"c"}


def test_a_projects_claude_folder_means_the_project(home: ClaudeHome) -> None:
    home.write(reply(1))
    assert names(look(home, "/work/app/.claude")) == {"s1"}


def test_a_variable_may_name_the_folder(home: ClaudeHome) -> None:
    home.write(reply(1), root="mine")
    places = Places(Path("/work/app"), (home.folder,), "mine")
    assert names(places.look(all_roots=False)) == {"s1"}


def test_several_config_folders_are_looked_through(home: ClaudeHome, tmp_path: Path) -> None:
    second = ClaudeHome(tmp_path / "second")
    home.write(reply(1), name="a")
    second.write(reply(1), name="b")
    gone = tmp_path / "gone"
    places = Places(Path("/work/app"), (home.folder, gone, second.folder))
    assert names(places.look(all_roots=False)) == {"a", "b"}


def test_the_folders_of_projects_come_before_those_where_something_appeared_last(
    home: ClaudeHome,
) -> None:
    old, new = home.write(reply(1)), home.write(reply(1), root="/work/app/sub")
    os.utime(old.parent, (1, 1))
    top = home.folder / "projects"
    os.utime(top, (0, 0))
    assert look(home).folders == (str(top), str(new.parent), str(old.parent))


def test_where_nothing_is_nothing_is_found(tmp_path: Path) -> None:
    assert look(ClaudeHome(tmp_path / "gone")) == Look()

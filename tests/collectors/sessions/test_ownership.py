from __future__ import annotations

import json
from pathlib import Path

import pytest

from collectors.sessions.ownership import Ownership
from collectors.sessions.places import Places
from collectors.sessions.slug import slug
from tests.collectors.sessions.claude_home import ClaudeHome, append, reply


class Ours:
    """Sessions as one root sees them."""

    def __init__(self, folder: Path, root: str = "/work/my/app") -> None:
        self.home = ClaudeHome(folder)
        self.root = root
        self.places = Places(Path(root), (folder,))
        self.ownership = Ownership(self.places)

    def write(self, cwd: str, *, name: str = "s1", root: str = "") -> Path:
        return self.home.write(reply(1, cwd=cwd), name=name, root=root or self.root)

    def held(self) -> list[str]:
        files = self.places.look(all_roots=True).files
        return sorted(Path(file.path).stem for file in files if self.ownership.holds(file))


@pytest.fixture
def ours(tmp_path: Path) -> Ours:
    return Ours(tmp_path)


def test_a_session_that_began_in_the_root_is_its_own(ours: Ours) -> None:
    ours.write("/work/my/app")
    assert ours.held() == ["s1"]


def test_another_path_that_makes_the_same_name_is_not(ours: Ours) -> None:
    ours.write("/work/my-app")
    ours.write("/work/my/app-two", name="s2", root="/work/my/app-two")
    assert ours.held() == []


def test_a_session_of_a_folder_below_is_the_roots(ours: Ours) -> None:
    ours.write("/work/my/app/sub", root="/work/my/app/sub")
    assert ours.held() == ["s1"]


def test_a_project_that_was_moved_keeps_its_sessions(ours: Ours) -> None:
    ours.write("/before/app")
    assert ours.held() == ["s1"]


def test_what_another_root_named_otherwise_is_not_taken(ours: Ours) -> None:
    ours.write("/before/app", root="/work/my/app/sub")
    assert ours.held() == []


def test_until_a_line_tells_only_the_roots_own_name_does(ours: Ours) -> None:
    ours.home.file("s1", root="/work/my/app").write_bytes(b"{}\n")
    below = ours.home.file("s2", root="/work/my/app/x")
    below.write_bytes(b"{}\n")
    assert ours.held() == ["s1"]
    append(below, json.dumps({"cwd": "/work/my/app/x"}).encode() + b"\n")
    assert ours.held() == ["s1", "s2"]


def test_a_sub_agent_belongs_where_its_session_began(ours: Ours) -> None:
    ours.write("/work/my/app")
    agent = ours.home.file("agent-a", root=ours.root, below="s1/subagents")
    agent.write_bytes(reply(1, cwd="/tmp/worktree"))
    assert ours.held() == ["agent-a", "s1"]


def test_a_sub_agent_whose_session_is_gone_tells_itself(ours: Ours) -> None:
    agent = ours.home.file("agent-a", root=ours.root, below="s1/subagents")
    agent.write_bytes(reply(1, cwd="/work/my-app"))
    assert ours.held() == []


def test_a_long_name_is_verified_by_the_folder_it_was_cut_from(tmp_path: Path) -> None:
    root = "/work/" + "folder/" * 40 + "app"
    ours = Ours(tmp_path, root)
    cut = slug(root)[:200] + "-k3j5"
    ours.write(root, name="mine", root=cut)
    ours.write(root + "-two", name="other", root=cut)
    assert ours.held() == ["mine"]

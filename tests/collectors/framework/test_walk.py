from __future__ import annotations

import os
from errno import ENOENT
from pathlib import Path

import pytest

from collectors.config import FrameworkConfig
from collectors.framework.grounds import Grounds
from collectors.framework.selection import Selection
from collectors.framework.walk import Alias, walk
from tests.collectors.framework.trees import findings, link, paths, plant, walked


def test_markdown_and_known_settings_are_found(tmp_path: Path) -> None:
    wanted = [
        ".claude-plugin/plugin.json",
        ".claude/settings.json",
        ".mcp.json",
        "CLAUDE.md",
        "hooks/hooks.json",
    ]
    plant(tmp_path, dict.fromkeys([*wanted, "package.json", "main.py", ".hidden.md"], ""))
    assert paths(walked(tmp_path)) == wanted


@pytest.mark.parametrize("folder", [".git", "node_modules", "venv", ".venv", "__pycache__", ".x"])
def test_foreign_and_hidden_folders_are_left_alone(tmp_path: Path, folder: str) -> None:
    plant(tmp_path, {f"{folder}/a.md": "", "b.md": ""})
    assert paths(walked(tmp_path)) == ["b.md"]


@pytest.mark.parametrize("root_name", ["project", ".claude"])
def test_what_claude_code_writes_for_itself_is_left_alone(tmp_path: Path, root_name: str) -> None:
    root = tmp_path / root_name
    claude = root if root_name == ".claude" else root / ".claude"
    plant(claude, {"projects/x/memory.md": "", "worktrees/w/a.md": "", "commands/a.md": ""})
    assert [Path(path).name for path in paths(walked(root))] == ["a.md"]


def test_a_skill_brings_all_its_texts(tmp_path: Path) -> None:
    wanted = ["pdf/SKILL.md", "pdf/references/a.txt", "pdf/scripts/run.py"]
    plant(tmp_path, dict.fromkeys([*wanted, "other/run.py"], ""))
    assert paths(walked(tmp_path)) == wanted


def test_a_skill_that_is_the_root_brings_only_its_parts(tmp_path: Path) -> None:
    plant(tmp_path, dict.fromkeys(["SKILL.md", "main.py", "scripts/run.py", "src/x.py"], ""))
    assert paths(walked(tmp_path)) == ["SKILL.md", "scripts/run.py"]


def test_excluded_folders_and_files_are_left_alone(tmp_path: Path) -> None:
    plant(tmp_path, dict.fromkeys(["drafts/a.md", "docs/b.md", "docs/c.md"], ""))
    tree = walked(tmp_path, FrameworkConfig(exclude=("drafts", "docs/b.*")))
    assert paths(tree) == ["docs/c.md"]


def test_files_that_the_configuration_names_are_found(tmp_path: Path) -> None:
    plant(tmp_path, {"prompts/a.txt": "", "other/b.txt": ""})
    config = FrameworkConfig(kinds=(("component", ("prompts/*.txt",)),))
    assert paths(walked(tmp_path, config)) == ["prompts/a.txt"]


def test_a_file_with_two_names_is_found_once(tmp_path: Path) -> None:
    plant(tmp_path, {"AGENTS.md": "text"})
    link(tmp_path / "CLAUDE.md", "AGENTS.md")
    tree = walked(tmp_path)
    assert paths(tree) == ["AGENTS.md"]
    assert tree.aliases == (Alias("CLAUDE.md", "AGENTS.md"),)
    assert findings(tree) == [("linked-twice", "CLAUDE.md")]


def test_a_hard_link_is_found_once(tmp_path: Path) -> None:
    plant(tmp_path, {"a.md": "text"})
    (tmp_path / "b.md").hardlink_to(tmp_path / "a.md")
    tree = walked(tmp_path)
    assert paths(tree) == ["a.md"]
    assert findings(tree) == [("linked-twice", "b.md")]


def test_a_folder_behind_a_link_is_found_under_the_name_of_the_link(tmp_path: Path) -> None:
    plant(tmp_path, {".agents/skills/pdf/SKILL.md": "", ".agents/skills/pdf/run.py": ""})
    link(tmp_path / ".claude/skills", "../.agents/skills")
    tree = walked(tmp_path)
    assert paths(tree) == [".claude/skills/pdf/SKILL.md", ".claude/skills/pdf/run.py"]
    assert all("/.agents/" in found.file for found in tree.files)


def test_loops_of_links_end(tmp_path: Path) -> None:
    plant(tmp_path, {"docs/real.md": "text"})
    link(tmp_path / "docs/up", "..")
    link(tmp_path / "docs/a.md", "b.md")
    link(tmp_path / "docs/b.md", "a.md")
    tree = walked(tmp_path)
    assert paths(tree) == ["docs/real.md"]
    assert tree.aliases == ()
    assert [kind for kind, _ in findings(tree)] == ["linked-twice", "not-a-file", "not-a-file"]


def test_links_that_lead_out_are_told_and_not_followed(tmp_path: Path) -> None:
    plant(tmp_path, {"outside/secret.md": "", "root/a.md": ""})
    link(tmp_path / "root/folder", "../outside")
    link(tmp_path / "root/file.md", "../outside/secret.md")
    tree = walked(tmp_path / "root")
    assert paths(tree) == ["a.md"]
    assert findings(tree) == [("outside-root", "file.md"), ("outside-root", "folder")]


def test_links_into_allowed_folders_are_followed(tmp_path: Path) -> None:
    plant(tmp_path, {"shared/rule.md": "", "root/a.md": ""})
    link(tmp_path / "root/rules", "../shared")
    grounds = Grounds(str(tmp_path / "root"), "/nowhere", (str(tmp_path / "shared"),))
    assert paths(walk(grounds, Selection("root"))) == ["a.md", "rules/rule.md"]


def test_a_link_to_nothing_is_unreadable(tmp_path: Path) -> None:
    link(tmp_path / "a.md", "nothing")
    link(tmp_path / "library", "nothing")
    assert findings(walked(tmp_path)) == [("unreadable", "a.md")]


def test_a_link_that_vanishes_under_way_is_unreadable(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plant(tmp_path, {"b.md": ""})
    link(tmp_path / "a.md", "b.md")

    def vanished(path: str) -> str:
        raise FileNotFoundError(ENOENT, "No such file or directory", path)

    monkeypatch.setattr(os, "readlink", vanished)
    tree = walked(tmp_path)
    assert (paths(tree), findings(tree)) == (["b.md"], [("unreadable", "a.md")])


def test_pipes_are_told_and_not_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "CLAUDE.md")
    assert findings(walked(tmp_path)) == [("not-a-file", "CLAUDE.md")]


def test_a_closed_folder_is_unreadable(tmp_path: Path) -> None:
    plant(tmp_path, {"closed/a.md": "", "b.md": ""})
    (tmp_path / "closed").chmod(0)
    if os.access(tmp_path / "closed", os.R_OK):
        pytest.skip("this user may list everything")
    tree = walked(tmp_path)
    (tmp_path / "closed").chmod(0o700)
    assert paths(tree) == ["b.md"]
    assert findings(tree) == [("unreadable", "closed")]


def test_strange_names_are_written_so_that_they_can_be_stored(tmp_path: Path) -> None:
    names = ["new\nline.md", "\x1b]0;x\x07.md", "[b].md", "x" * 252 + ".md", "caf\udce9.md"]
    for name in names:
        Path(f"{tmp_path}/{name}").touch()
    found = paths(walked(tmp_path))
    assert sorted(found) == sorted([*names[:4], "caf\\xe9.md"])


def test_a_deep_tree_is_walked(tmp_path: Path) -> None:
    plant(tmp_path, {"d/" * 400 + "a.md": ""})
    assert len(paths(walked(tmp_path))) == 1


def test_a_root_that_is_not_there_raises(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        walked(tmp_path / "gone")

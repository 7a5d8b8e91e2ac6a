from __future__ import annotations

import os
from pathlib import Path

import pytest

from collectors.framework import survey as survey_module
from collectors.framework.grounds import Grounds
from collectors.framework.selection import Selection
from collectors.framework.survey import Survey
from collectors.framework.walk import Tree, walk
from tests.collectors.framework.trees import link, plant


def surveyed(root: Path) -> Survey:
    survey = Survey(Grounds(os.path.realpath(root), "/nowhere"), Selection(root.name))
    survey.refresh()
    return survey


@pytest.fixture
def walks(monkeypatch: pytest.MonkeyPatch) -> list[Selection]:
    """Every walk made."""
    made: list[Selection] = []

    def counted(grounds: Grounds, selection: Selection) -> Tree:
        made.append(selection)
        return walk(grounds, selection)

    monkeypatch.setattr(survey_module, "walk", counted)
    return made


def test_a_save_is_seen_without_a_walk(tmp_path: Path, walks: list[Selection]) -> None:
    survey = surveyed(plant(tmp_path, {"a.md": "a", "b.md": "b"}))
    before = dict(survey.files)
    plant(tmp_path, {"a.md": "longer"})
    assert [*survey.refresh(frozenset({"a.md", "gone.md"}))] == ["a.md"]
    assert len(walks) == 1
    assert survey.files["a.md"].stamp != before["a.md"].stamp
    assert survey.files["b.md"] is before["b.md"]


def test_an_atomic_save_is_seen_without_a_walk(tmp_path: Path, walks: list[Selection]) -> None:
    survey = surveyed(plant(tmp_path, {"a.md": "a"}))
    inode = survey.files["a.md"].stamp.inode
    plant(tmp_path, {"a.md.tmp": "b"})
    (tmp_path / "a.md.tmp").rename(tmp_path / "a.md")
    survey.refresh(frozenset({"a.md", "a.md.tmp"}))
    assert len(walks) == 1
    assert survey.files["a.md"].stamp.inode != inode


def test_files_come_and_go_without_a_walk(tmp_path: Path, walks: list[Selection]) -> None:
    survey = surveyed(plant(tmp_path, {"docs/a.md": "a"}))
    (tmp_path / "docs/a.md").rename(tmp_path / "docs/b.md")
    survey.refresh(frozenset({"docs/a.md", "docs/b.md"}))
    assert len(walks) == 1
    assert [*survey.files] == ["docs/b.md"]
    assert [*survey.refresh()] == ["docs/b.md"]


def test_what_is_no_part_stays_out_without_a_walk(tmp_path: Path, walks: list[Selection]) -> None:
    survey = surveyed(plant(tmp_path, {"a.md": "a"}))
    plant(tmp_path, {"main.py": "", "node_modules/x/b.md": ""})
    survey.refresh(frozenset({"main.py", "node_modules/x/b.md", "node_modules/x", "gone.md"}))
    assert [*survey.files] == ["a.md"]
    assert len(walks) <= 2


@pytest.mark.parametrize("dirty", ["new", "new/b.md"])
def test_a_new_folder_is_walked(tmp_path: Path, dirty: str) -> None:
    survey = surveyed(plant(tmp_path, {"a.md": "a"}))
    plant(tmp_path, {"new/b.md": "b"})
    survey.refresh(frozenset({dirty}))
    assert sorted(survey.files) == ["a.md", "new/b.md"]


def test_a_folder_that_went_takes_its_files_along(tmp_path: Path) -> None:
    survey = surveyed(plant(tmp_path, {"a.md": "a", "old/b.md": "b"}))
    (tmp_path / "old").rename(tmp_path.parent / "elsewhere")
    survey.refresh(frozenset({"old"}))
    assert [*survey.files] == ["a.md"]


def test_a_new_skill_brings_its_other_files(tmp_path: Path) -> None:
    survey = surveyed(plant(tmp_path, {"a.md": "", "pdf/run.py": ""}))
    plant(tmp_path, {"pdf/SKILL.md": ""})
    survey.refresh(frozenset({"pdf/SKILL.md"}))
    assert sorted(survey.files) == ["a.md", "pdf/SKILL.md", "pdf/run.py"]


def test_a_new_file_of_a_skill_is_part_of_it(tmp_path: Path, walks: list[Selection]) -> None:
    survey = surveyed(plant(tmp_path, {"pdf/SKILL.md": "", "pdf/scripts/a.py": ""}))
    plant(tmp_path, {"pdf/scripts/b.py": ""})
    survey.refresh(frozenset({"pdf/scripts/b.py"}))
    assert "pdf/scripts/b.py" in survey.files
    assert len(walks) == 1


def test_a_file_replaced_by_a_pipe_is_told(tmp_path: Path) -> None:
    survey = surveyed(plant(tmp_path, {"a.md": "a", "b.md": "b"}))
    (tmp_path / "a.md").unlink()
    os.mkfifo(tmp_path / "a.md")
    survey.refresh(frozenset({"a.md"}))
    assert [*survey.files] == ["b.md"]
    assert [finding.kind for finding in survey.findings] == ["not-a-file"]


def test_a_file_mended_by_a_save_is_no_finding_any_more(tmp_path: Path) -> None:
    link(plant(tmp_path, {"b.md": "b"}) / "a.md", "nothing")
    survey = surveyed(tmp_path)
    (tmp_path / "a.md").unlink()
    plant(tmp_path, {"a.md": "a"})
    survey.refresh(frozenset({"a.md"}))
    assert sorted(survey.files) == ["a.md", "b.md"]
    assert survey.findings == ()


def test_a_save_through_a_second_name_is_seen(tmp_path: Path) -> None:
    link(plant(tmp_path, {"a.md": "a"}) / "b.md", "a.md")
    survey = surveyed(tmp_path)
    before = survey.files["a.md"].stamp
    plant(tmp_path, {"b.md": "longer"})
    survey.refresh(frozenset({"b.md"}))
    assert survey.files["a.md"].stamp != before


def test_an_imported_file_is_taken_in_within_the_grounds(tmp_path: Path) -> None:
    plant(tmp_path, {"outside.txt": "", "root/a.md": "", "root/package.json": "{}"})
    survey = surveyed(tmp_path / "root")
    assert survey.find_imported("package.json")
    assert not survey.find_imported(str(tmp_path / "outside.txt"))
    assert not survey.find_imported("../outside.txt")
    assert sorted(survey.files) == ["a.md", "package.json"]


def test_an_imported_file_that_appears_later_is_found(tmp_path: Path) -> None:
    survey = surveyed(plant(tmp_path, {"a.md": ""}))
    assert not survey.find_imported("package.json")
    plant(tmp_path, {"package.json": "{}"})
    survey.refresh(frozenset({"package.json"}))
    assert survey.find_imported("package.json")


def test_a_root_that_went_raises(tmp_path: Path) -> None:
    survey = surveyed(plant(tmp_path / "root", {"a.md": ""}))
    (tmp_path / "root").rename(tmp_path / "moved")
    with pytest.raises(FileNotFoundError):
        survey.refresh()

"""A commit's files are laid out as a walk needs them, and never outside their folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from collectors.baselines import checkout
from collectors.baselines.checkout import Checkout
from collectors.config import FrameworkConfig
from collectors.errors import BaselineError
from collectors.framework.selection import Selection
from tests.collectors.git.repositories import Repository, new_repository

SELECTION = Selection.of("project", FrameworkConfig())


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    return new_repository(tmp_path / "project")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "laid" / "project"
    folder.mkdir(parents=True)
    return folder


def laid(folder: Path) -> list[str]:
    found = (it for it in folder.rglob("*") if it.is_symlink() or not it.is_dir())
    return sorted(str(it.relative_to(folder)) for it in found)


def checked_out(repository: Repository, folder: Path, commit: str = "") -> Checkout:
    made = Checkout(repository.root, commit or repository.head, folder)
    made.lay_out_framework(SELECTION)
    return made


def test_only_what_belongs_to_a_framework_is_laid_out(repository: Repository, folder: Path) -> None:
    repository.commit(
        {
            "CLAUDE.md": "text",
            "src/main.py": "code",
            ".claude/commands/plan.md": "text",
            ".claude/skills/risk/SKILL.md": "text",
            ".claude/skills/risk/scripts/run.py": "code",
            "node_modules/x/README.md": "theirs",
        }
    )
    checked_out(repository, folder)
    assert laid(folder) == [
        ".claude/commands/plan.md",
        ".claude/skills/risk/SKILL.md",
        ".claude/skills/risk/scripts/run.py",
        "CLAUDE.md",
    ]
    assert (folder / "CLAUDE.md").read_text() == "text"


def test_what_is_named_besides_is_laid_out_once(repository: Repository, folder: Path) -> None:
    repository.commit({"CLAUDE.md": "@src/main.py", "src/main.py": "code", "src/other.py": "code"})
    made = checked_out(repository, folder)
    assert made.lay_out_named(frozenset({"main.py", "CLAUDE.md"}))
    assert laid(folder) == ["CLAUDE.md", "src/main.py"]
    assert not made.lay_out_named(frozenset({"main.py", "CLAUDE.md"}))


def test_a_link_to_a_file_within_is_made(repository: Repository, folder: Path) -> None:
    (repository.root / "CLAUDE.md").symlink_to("AGENTS.md")
    repository.commit({"AGENTS.md": "text"})
    checked_out(repository, folder)
    assert (folder / "CLAUDE.md").readlink() == Path("AGENTS.md")


@pytest.mark.parametrize("target", ["/etc/passwd", "../../secret.md", "docs/../../x.md", "a\nb/.."])
def test_a_link_that_leads_out_is_left_out(
    repository: Repository, folder: Path, target: str
) -> None:
    (repository.root / "link.md").symlink_to(target)
    repository.commit({"CLAUDE.md": "text"})
    checked_out(repository, folder)
    kept = [path for path in laid(folder) if path != "CLAUDE.md"]
    assert all((folder / path).resolve().is_relative_to(folder) for path in kept)


def test_nothing_is_written_through_a_link(
    repository: Repository, folder: Path, tmp_path: Path
) -> None:
    (tmp_path / "outside").mkdir()
    text = bytes.fromhex(repository.objects("blob", b"text"))
    lead = bytes.fromhex(repository.objects("blob", b"inside"))
    inner = bytes.fromhex(repository.objects("tree", b"100644 x.md\0" + text))
    entries = (b"120000 docs\0" + lead, b"40000 docs\0" + inner, b"100644 CLAUDE.md\0" + text)
    tree = repository.objects("tree", b"".join(entries))
    commit = repository.git("commit-tree", tree, "-m", "crafted").decode().strip()
    (folder / "inside").symlink_to(tmp_path / "outside")
    made = checked_out(repository, folder, commit)
    made.lay_out_named(frozenset({"docs", "x.md"}))
    assert list((tmp_path / "outside").iterdir()) == []
    assert (folder / "docs" / "x.md").read_text() == "text"


def test_a_name_that_is_two_things_is_one_of_them(repository: Repository, folder: Path) -> None:
    text = bytes.fromhex(repository.objects("blob", b"text"))
    inner = bytes.fromhex(repository.objects("tree", b"100644 x.md\0" + text))
    tree = repository.objects("tree", b"100644 a.md\0" + text + b"40000 a.md\0" + inner)
    commit = repository.git("commit-tree", tree, "-m", "crafted").decode().strip()
    checked_out(repository, folder, commit)
    assert laid(folder) in (["a.md"], ["a.md/x.md"])


def test_more_than_a_framework_can_be_is_refused(
    repository: Repository, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository.commit({"CLAUDE.md": "x" * 2_000, "src/main.py": "y" * 2_000})
    monkeypatch.setattr(checkout, "LIMIT_BYTES", 3_000)
    made = checked_out(repository, folder)
    with pytest.raises(BaselineError, match=r"framework\.exclude"):
        made.lay_out_named(frozenset({"main.py"}))

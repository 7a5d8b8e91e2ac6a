"""Which files are not committed as they are."""

from __future__ import annotations

from pathlib import Path

import pytest

from collectors import git
from tests.collectors.git.repositories import Repository

PLAN, STEPS = "commands/plan.md", "steps.md"


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    found = Repository(tmp_path)
    found.git("init", "-q")
    found.commit({PLAN: "Plan\n", STEPS: "Steps\n"})
    return found


def pending(repository: Repository, *paths: str) -> tuple[str, ...]:
    return git.pending(repository.root, paths or (PLAN, STEPS))


def test_what_was_committed_is_not_pending(repository: Repository) -> None:
    assert pending(repository) == ()


def test_an_edit_is_pending(repository: Repository) -> None:
    (repository.root / PLAN).write_text("Plan more\n")
    assert pending(repository) == (PLAN,)


def test_a_new_file_and_one_that_is_gone_are_pending(repository: Repository) -> None:
    (repository.root / "new.md").write_text("New\n")
    (repository.root / STEPS).unlink()
    assert pending(repository, PLAN, STEPS, "new.md") == (STEPS, "new.md")


def test_other_line_ends_alone_are_no_edit(repository: Repository) -> None:
    (repository.root / PLAN).write_bytes(b"Plan\r\n")
    assert pending(repository) == ()


def test_no_filter_of_the_repository_is_run(repository: Repository) -> None:
    ran = repository.root / "ran"
    repository.git("config", "filter.x.clean", f"touch {ran}; cat")
    (repository.root / ".gitattributes").write_text("*.md filter=x\n")
    (repository.root / PLAN).write_text("Plan more\n")
    assert pending(repository) == (PLAN,)
    assert not ran.exists()


def test_outside_of_a_repository_nothing_is_known(tmp_path: Path) -> None:
    (tmp_path / STEPS).write_text("Steps\n")
    assert git.pending(tmp_path, (STEPS,)) == ()

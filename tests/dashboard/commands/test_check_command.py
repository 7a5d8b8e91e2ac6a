"""How `perfdash check` is called, what it prints where, and how it ends."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree as ET

import orjson
import pytest

from tests.collectors.git.repositories import Repository, new_repository
from tests.dashboard.commands.outcome import Perfdash
from tests.dashboard.export.schemas import check

COMMAND = "commands/plan.md"
PLAN = "# Plan\n\nWrite down what is to be done, and why, and by whom.\n"
GROWN = f"{PLAN}\nThen think again about all that could go wrong with it.\n"


@pytest.fixture
def repository(home: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    """The current folder is a framework whose command has grown since the main branch."""
    repository = new_repository(home / "prompts")
    repository.commit({COMMAND: PLAN}, "Begin")
    repository.git("checkout", "-qb", "change")
    repository.commit({COMMAND: GROWN}, "Think more")
    monkeypatch.chdir(repository.root)
    return repository


def test_growth_is_exit_code_one_and_told_on_stdout(
    perfdash: Perfdash, repository: Repository
) -> None:
    told = perfdash("check", "--no-timing")
    assert told.code == 1
    assert told.out.startswith("perfdash check: 3 failed, 0 noted, ")
    assert "again      perfdash check --no-timing\n" in told.out
    assert told.err.startswith("against default, commit ")
    assert "\x1b" not in told.out


def test_no_growth_is_exit_code_zero(perfdash: Perfdash, repository: Repository) -> None:
    told = perfdash("check", "--against", "HEAD", "--no-timing")
    assert told.code == 0
    assert "nothing changed since: --against REV names an older commit\n" in told.err


def test_what_nobody_can_tell_is_exit_code_two(perfdash: Perfdash, repository: Repository) -> None:
    told = perfdash("check", "--against", "v0")
    assert (told.code, told.out) == (2, "")
    assert told.err.startswith("perfdash: 'v0' is no baseline of ")


def test_a_wrong_configuration_is_exit_code_two(perfdash: Perfdash, repository: Repository) -> None:
    (repository.root / "perfdash.toml").write_text("[budget]\ntotel = 3\n")
    told = perfdash("check")
    assert (told.code, told.out) == (2, "")
    assert "did you mean budget.total?" in told.err


@pytest.mark.parametrize("words", [("--format", "xml"), ("--fail-on", "info")])
def test_wrong_usage_is_exit_code_two(
    perfdash: Perfdash, repository: Repository, words: tuple[str, ...]
) -> None:
    told = perfdash("check", *words)
    assert (told.code, told.out) == (2, "")


def test_what_is_not_critical_can_be_let_pass(perfdash: Perfdash, repository: Repository) -> None:
    (repository.root / COMMAND).write_text(f"{PLAN}\nNow.\n")
    words = ("check", "--against", "main", "--no-timing")
    assert perfdash(*words).code == 1
    told = perfdash(*words, "--fail-on", "critical")
    assert (told.code, told.out.splitlines()[0][:33]) == (0, "perfdash check: 0 failed, 3 noted")


def test_json_is_one_document_that_fits_its_schema(
    perfdash: Perfdash, repository: Repository
) -> None:
    told = perfdash("check", "--format", "json", "--no-timing")
    found = orjson.loads(told.out)
    check(found, "check.schema.json")
    assert (told.code, found["passed"]) == (1, False)
    assert found["against"]["revision"] == repository.git("rev-parse", "main").decode().strip()


def test_junit_is_xml_with_a_case_for_each_figure(
    perfdash: Perfdash, repository: Repository
) -> None:
    suite = ET.fromstring(perfdash("check", "--format", "junit", "--no-timing").out).find("*")
    assert suite is not None
    assert suite.get("failures") == str(len(suite.findall("testcase/failure"))) == "3"


def test_markdown_has_a_row_for_each_failure(perfdash: Perfdash, repository: Repository) -> None:
    told = perfdash("check", "--format", "markdown", "--no-timing").out
    assert told.startswith("### ❌ perfdash: 3 failed")
    assert f"| `{COMMAND}` |" in told


def test_github_is_told_of_files_from_the_top_of_the_repository(
    perfdash: Perfdash, repository: Repository
) -> None:
    repository.commit({f"inner/{COMMAND}": PLAN}, "Nest")
    repository.commit({f"inner/{COMMAND}": GROWN}, "Think more")
    told = perfdash("check", "inner", "--against", "HEAD~1", "--format", "github", "--no-timing")
    assert f"::error file=inner/{COMMAND},line=1,title=perfdash growth::" in told.out
    assert "again: perfdash check inner --against 'HEAD~1' --no-timing" in told.out


def test_growth_is_accepted_by_command(perfdash: Perfdash, repository: Repository) -> None:
    assert perfdash("check", "--no-timing").code == 1
    assert perfdash("baseline", "accept").code == 0
    assert perfdash("check", "--no-timing").code == 0
    (repository.root / COMMAND).write_text(f"{GROWN}\nNow.\n")
    assert perfdash("check", "--no-timing").code == 1


def test_a_pinned_baseline_is_compared_with_by_its_name(
    perfdash: Perfdash, repository: Repository
) -> None:
    assert perfdash("baseline", "pin", "v1").code == 0
    assert perfdash("check", "--against", "v1").code == 0
    (repository.root / COMMAND).write_text(PLAN)
    told = perfdash("check", "--against", "v1", "--format", "json")
    outcome = orjson.loads(told.out)
    assert told.code == 0
    assert [it["standing"] for it in outcome["passes"] if it["name"] == COMMAND] == ["improved"]
    # A busy machine may leave the time undecided, which is a note.
    judged = (*outcome["notes"], *outcome["passes"])
    assert [it["module"] for it in judged if it["rule"] == "load"] == [COMMAND]
    assert "timing old beside new: 1 module\n" in told.err


def test_what_was_pinned_as_the_default_counts_before_the_main_branch(
    perfdash: Perfdash, repository: Repository
) -> None:
    assert perfdash("baseline", "pin").code == 0
    assert perfdash("check", "--no-timing").code == 0

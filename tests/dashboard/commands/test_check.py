"""A change in a repository, checked."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from collectors import config_file
from collectors.baseline import Comparison
from collectors.config import BudgetConfig, Config
from collectors.errors import BaselineError, CompareError, NoFrameworkError
from collectors.model import Run, Trigger
from collectors.session import Request, Session, hashed
from collectors.store import Store, location
from dashboard.analysis.alerting.alert import Severity
from dashboard.analysis.comparison.standing import Standing
from dashboard.analysis.gating.ruling import Outcome, Rule, Terms
from dashboard.commands.check import check, timed
from dashboard.commands.side_by_side import Bench, Confirm
from dashboard.snapshot import Snapshot
from tests.collectors.git.repositories import Repository, new_repository
from tests.collectors.sites import site_at
from tests.collectors.store.builders import NOON
from tests.dashboard.analysis.checks import a_baseline, a_comparison, a_file, a_framework

COMMAND, STEPS = "commands/plan.md", "components/steps.md"
PLAN = (
    "# Plan\n\nWrite down what is to be done, and why.\n\n<include>components/steps.md</include>\n"
)
FILES = {
    COMMAND: PLAN,
    "commands/ship.md": "# Ship\n\nShip it on a quiet day.\n",
    STEPS: "# Steps\n\nFirst look, then think, then do.\n",
}
ON_SESSIONS = {
    "context_used_ratio",
    "prompt_cache_hit_ratio",
    "request_error_ratio",
    "request_seconds",
}
LAST_YEAR = 1_763_600_000
"""Seconds."""
MORE = "Think again about what could go wrong with it.\n"


@pytest.fixture
def repository(home: Path) -> Repository:
    """A framework on a branch of its own, as it is on main."""
    repository = new_repository(home / "prompts")
    repository.commit(FILES, "Begin", at=LAST_YEAR)
    repository.git("checkout", "-qb", "change")
    return repository


def checked(
    repository: Repository,
    against: str = "",
    *,
    timing: bool = False,
    config: Config | None = None,
) -> Outcome:
    return check(
        repository.root,
        config or config_file.settings(repository.root).config,
        Terms(against=against, fail_on=Severity.WARNING),
        timing=timing,
        tell=lambda _: None,
    )


def failures(outcome: Outcome) -> list[tuple[str, str]]:
    return [(it.rule.value, it.name) for it in outcome.failed]


def test_what_is_as_on_the_main_branch_passes(repository: Repository) -> None:
    outcome = checked(repository)
    assert (outcome.failed, outcome.noted) == ((), ())
    assert outcome.baseline.revision == repository.head
    assert outcome.baseline.automatic


def test_a_command_that_grows_by_a_third_fails_with_its_commit(repository: Repository) -> None:
    commit = repository.commit({COMMAND: PLAN + MORE}, "Think more", at=LAST_YEAR + 60)
    outcome = checked(repository)
    assert failures(outcome) == [
        ("growth", "kind:command"),
        ("growth", "total"),
        ("growth", COMMAND),
    ]
    (found,) = (it for it in outcome.failed if it.module)
    assert found.baseline
    assert found.current
    assert found.current > 1.1 * found.baseline
    assert (found.cause.revision, found.cause.author) == (commit, "Ann")
    assert (found.cause.subject, found.cause.paths) == ("Think more", (COMMAND,))


def test_a_change_that_is_not_committed_is_caused_by_its_file(repository: Repository) -> None:
    (repository.root / COMMAND).write_text(PLAN + MORE)
    causes = {it.cause for it in checked(repository).failed}
    assert {(it.revision, it.paths) for it in causes} == {("", (COMMAND,))}


def test_an_edit_of_what_a_commit_touched_is_no_doing_of_that_commit(
    repository: Repository,
) -> None:
    repository.commit({COMMAND: PLAN + MORE}, "Think more", at=LAST_YEAR + 60)
    (repository.root / COMMAND).write_text(PLAN + MORE + MORE)
    causes = {it.cause for it in checked(repository).failed}
    assert {(it.revision, it.paths) for it in causes} == {("", (COMMAND,))}


def test_a_component_that_grows_is_the_growth_of_what_includes_it(repository: Repository) -> None:
    repository.commit({STEPS: FILES[STEPS] + MORE}, "Explain")
    found = checked(repository).failed
    assert {it.module for it in found} == {"", COMMAND}
    assert {it.cause.paths for it in found} == {(STEPS,)}


def test_an_include_that_goes_missing_fails_at_its_line(repository: Repository) -> None:
    repository.git("rm", "-q", STEPS)
    commit = repository.commit({}, "Clean up", at=LAST_YEAR + 60)
    (found,) = checked(repository).failed
    assert (found.rule, found.module, found.line) == (Rule.REFERENCE, COMMAND, 5)
    assert found.cause.revision == commit


def test_files_that_only_moved_pass(repository: Repository) -> None:
    repository.git("mv", "commands/ship.md", "commands/release.md")
    repository.commit({}, "Rename")
    outcome = checked(repository)
    assert outcome.failed == ()
    assert "commands/release.md" in {it.name for it in outcome.passed}


def test_a_shrink_passes(repository: Repository) -> None:
    repository.commit({STEPS: "# Steps\n"}, "Say less")
    assert checked(repository).failed == ()


def test_growth_that_the_repository_accepts_passes(repository: Repository) -> None:
    repository.commit({COMMAND: PLAN + MORE}, "Think more")
    grown = {it.name: it.current for it in checked(repository).failed}
    lines = (f'"{name}" = {tokens:.0f}\n' for name, tokens in grown.items())
    (repository.root / "perfdash.toml").write_text("[budget.accepted]\n" + "".join(lines))
    assert checked(repository).failed == ()
    repository.commit({COMMAND: PLAN + MORE + MORE}, "Think even more")
    assert ("growth", COMMAND) in failures(checked(repository))


def test_budgets_hold_without_a_baseline(repository: Repository) -> None:
    tight = Config(budget=BudgetConfig(total=10, command=10_000))
    outcome = checked(repository, "none", config=tight)
    assert failures(outcome) == [("budget", "total")]
    assert {it.rule for it in outcome.passed} == {Rule.BUDGET, Rule.THRESHOLD}


def test_a_threshold_on_tokens_holds_at_once(repository: Repository) -> None:
    (threshold,) = (it for it in Config().thresholds if it.metric == "full_tokens")
    tight = Config(thresholds=(replace(threshold, limit=5, for_seconds=60),))
    outcome = checked(repository, "none", config=tight)
    assert {it.module for it in outcome.failed} == {COMMAND, "commands/ship.md"}


def test_a_commit_is_read_by_any_of_its_names(repository: Repository) -> None:
    first = repository.head
    repository.commit({COMMAND: PLAN + MORE}, "Think more")
    for name in ("main", "HEAD~1", first[:10]):
        outcome = checked(repository, name)
        assert outcome.baseline.revision == first
        assert ("growth", COMMAND) in failures(outcome)
    assert checked(repository, "HEAD").failed == ()


def test_a_shallow_checkout_is_compared_with_what_it_has(
    repository: Repository, home: Path
) -> None:
    repository.commit({COMMAND: PLAN + MORE}, "Think more")
    source = f"file://{repository.root}"
    repository.git("clone", "-q", "--depth=2", source, str(home / "deep"))
    repository.git("clone", "-q", "--depth=1", source, str(home / "flat"))
    deep, flat = Repository(home / "deep"), Repository(home / "flat")
    assert ("growth", COMMAND) in failures(checked(deep, "HEAD^1"))
    with pytest.raises(BaselineError, match="A shallow checkout lacks most commits"):
        checked(flat, "HEAD^1")


def test_a_framework_may_lie_deep_in_its_repository(home: Path) -> None:
    repository = new_repository(home / "project")
    repository.commit({f"prompts/{path}": text for path, text in FILES.items()}, "Begin")
    repository.commit({f"prompts/{COMMAND}": PLAN + MORE}, "Think more")
    inner = Repository(repository.root / "prompts")
    assert ("growth", COMMAND) in failures(checked(inner, "HEAD~1"))


def test_where_nothing_is_known_one_is_told_what_to_do(home: Path) -> None:
    bare = Repository(home / "prompts")
    for path, text in FILES.items():
        (bare.root / path).parent.mkdir(parents=True, exist_ok=True)
        (bare.root / path).write_text(text)
    with pytest.raises(BaselineError, match="no baseline was pinned"):
        checked(bare)
    with pytest.raises(BaselineError, match=r"'main' is no baseline of .* no git repository"):
        checked(bare, "main")
    assert checked(bare, "none").failed == ()


def test_before_the_first_commit_nobody_is_told_to_fetch(home: Path) -> None:
    fresh = new_repository(home / "fresh")
    (fresh.root / "CLAUDE.md").write_text(PLAN)
    with pytest.raises(BaselineError, match=r"Nothing was committed there yet\. Mend that"):
        checked(fresh)


def test_without_git_there_is_no_commit(
    repository: Repository, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(home))
    with pytest.raises(BaselineError, match=r"there is nothing to compare .* not installed"):
        checked(repository)
    assert checked(repository, "none").failed == ()


def test_a_revision_cannot_be_an_option(repository: Repository) -> None:
    with pytest.raises(BaselineError, match="is no baseline"):
        checked(repository, "--output=/tmp/owned")


def test_an_empty_folder_holds_nothing_to_check(home: Path) -> None:
    with pytest.raises(NoFrameworkError):
        checked(Repository(home), "none")


def test_a_check_leaves_nothing_behind(repository: Repository) -> None:
    checked(repository)
    assert not location(repository.root).exists()
    assert repository.git("status", "--porcelain") == b""


def test_what_is_rendered_is_the_same_every_time(repository: Repository) -> None:
    repository.commit({COMMAND: PLAN + MORE}, "Think more")
    first, second = checked(repository), checked(repository)
    assert first.rulings == second.rulings


def test_with_timing_what_changed_is_loaded_beside_what_it_was(repository: Repository) -> None:
    repository.commit({STEPS: "# Steps\n\nLook.\n"}, "Say less")
    loaded = {it.module for it in checked(repository, timing=True).rulings if it.rule is Rule.LOAD}
    assert loaded == {COMMAND}


def test_a_load_beyond_its_limit_is_loaded_again_before_it_fails(repository: Repository) -> None:
    (threshold,) = (
        it for it in Config().thresholds if it.metric == "load_seconds" and it.statistic == "p95"
    )
    told: list[str] = []
    outcome = check(
        repository.root,
        Config(thresholds=(replace(threshold, limit=1e-9),)),
        Terms(against="none"),
        timing=True,
        tell=told.append,
    )
    assert {it.module for it in outcome.failed} == {COMMAND, "commands/ship.md"}
    assert told == ["against nothing: limits alone", *["loading 2 modules"] * 2]


def test_limits_of_sessions_fail_no_check(repository: Repository) -> None:
    request = Request(hashed("one"), hashed("a"), NOON, "claude-opus-5", started_at=NOON - 9_000)
    session = Session(request.session, str(repository.root), started_at=NOON - 9_000, last_at=NOON)
    with Store.open(repository.root, writable=True) as store:
        store.add(Run(NOON, Trigger.APPENDED), [request, session])
    limits = tuple(
        replace(it, limit=1e-9, below=False, severity="critical")
        for it in Config().thresholds
        if it.metric in ON_SESSIONS
    )
    outcome = checked(repository, "none", config=Config(thresholds=limits))
    assert (len(limits), outcome.rulings) == (4, ())


@pytest.mark.parametrize(
    ("again", "severity"), [(1.5, Severity.CRITICAL), (1.0, None)], ids=["slow", "fast"]
)
def test_a_load_fails_only_when_it_is_slow_twice(again: float, severity: Severity | None) -> None:
    baseline, framework = a_baseline(a_file("a.md", text="old")), a_framework(a_file("a.md"))

    def slower_by(ratio: float) -> Confirm:
        return lambda *_, **__: a_comparison(baseline, framework, "a.md", *[ratio] * 5)

    site = site_at(Path(), Config(thresholds=()))
    bench = Bench(site, framework, lambda _: None, slower_by(1.5), slower_by(again))
    outcome = timed(bench, Snapshot(1, 0, framework, baseline=baseline), Terms())
    assert [it.severity for it in outcome.rulings if it.rule is Rule.LOAD] == [severity]


def test_a_slow_load_that_cannot_be_timed_again_is_noted() -> None:
    baseline, framework = a_baseline(a_file("a.md", text="old")), a_framework(a_file("a.md"))
    slow = a_comparison(baseline, framework, "a.md", *[1.5] * 5)

    def broken(*_: object, **__: object) -> Comparison:
        raise CompareError("no process can be started")

    site = site_at(Path(), Config(thresholds=()))
    bench = Bench(site, framework, lambda _: None, lambda *_, **__: slow, broken)
    outcome = timed(bench, Snapshot(1, 0, framework, baseline=baseline), Terms())
    (found,) = (it for it in outcome.rulings if it.rule is Rule.LOAD)
    assert (found.severity, found.standing) == (Severity.INFO, Standing.INSUFFICIENT)

"""There is always something to compare with, and what the user pinned is left alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from collectors.baseline import DEFAULT_NAME, Baseline
from collectors.baselines import default_baseline, pinning
from collectors.baselines.default_baseline import BaselineCollector
from collectors.baselines.pinning import pin
from collectors.baselines.token_figures import figures
from collectors.framework.module import Framework
from collectors.model import Occasion, Record, Status, Trigger
from collectors.scan import scan
from collectors.store import Store
from tests.collectors.framework.trees import plant
from tests.collectors.git.repositories import Repository, new_repository
from tests.collectors.sites import site_at
from tests.collectors.store.builders import NOON, tick, writer_at

PROJECT = {"CLAUDE.md": "Be brief.", ".claude/commands/plan.md": "Plan."}
MINUTE = 60_000


class Desk:
    """A collector at a root, and the store it fills."""

    def __init__(self, root: Path, store: Store) -> None:
        self.root = root
        self.store = store
        self.at = NOON
        self.reopen()

    def reopen(self) -> None:
        """Begin anew, as after a restart."""
        self.collector = BaselineCollector(replace(site_at(self.root), memory=self.store))

    def rescan(self) -> tuple[Record, ...]:
        """Scan and ask, a minute after the last time; what was yielded is stored."""
        self.at += MINUTE
        occasion = Occasion(Trigger.RESCAN, self.at, scan(site_at(self.root))[0])
        records = tuple(self.collector.collect(occasion))
        self.store.add(tick(self.at), records)
        return records

    @property
    def default(self) -> Baseline:
        """The baseline that there must be by now."""
        baseline = self.store.baselines.named(DEFAULT_NAME)
        assert baseline is not None
        return baseline


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """A git that takes no time, however busy the machine: else it is asked less often."""
    monkeypatch.setattr(default_baseline, "perf_counter", lambda: 0.0)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with writer_at(tmp_path) as store:
        yield store


@pytest.fixture
def plain(tmp_path: Path, store: Store) -> Desk:
    """A framework that no repository holds."""
    return Desk(plant(tmp_path / "project", PROJECT), store)


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    """One commit on main, and a branch that is to change."""
    repository = new_repository(tmp_path / "project")
    repository.commit(PROJECT)
    repository.git("checkout", "-qb", "work")
    return repository


def made(records: tuple[Record, ...]) -> bool:
    return any(isinstance(record, Baseline) for record in records)


def degraded(records: tuple[Record, ...]) -> list[str]:
    return [it.detail for it in records if isinstance(it, Status) and it.degraded]


def test_without_a_repository_it_is_the_first_scan(plain: Desk) -> None:
    assert made(plain.rescan())
    plant(plain.root, {"CLAUDE.md": "Be long."})
    assert not made(plain.rescan())
    assert (plain.default.automatic, plain.default.revision) == (True, "")
    assert plain.store.baselines.blob(plain.default.framework.modules[-1].digest) == b"Be brief."


def test_in_a_repository_it_is_the_merge_base(repository: Repository, store: Store) -> None:
    base = repository.head
    repository.commit({"CLAUDE.md": "Be long."})
    desk = Desk(repository.root, store)
    assert made(desk.rescan())
    assert (desk.default.automatic, desk.default.revision) == (True, base)
    assert desk.default.framework.modules[-1].tokens == len("Be brief.")


def test_it_is_not_made_again_while_the_merge_base_stays(
    repository: Repository, store: Store
) -> None:
    desk = Desk(repository.root, store)
    desk.rescan()
    repository.commit({"CLAUDE.md": "Be long."})
    assert not made(desk.rescan())
    desk.reopen()
    assert not made(desk.rescan())


def test_it_follows_the_merge_base(repository: Repository, store: Store) -> None:
    desk = Desk(repository.root, store)
    desk.rescan()
    new_base = repository.commit({"CLAUDE.md": "Be long."})
    repository.git("branch", "-f", "main")
    assert made(desk.rescan())
    assert desk.default.revision == new_base


def test_git_is_asked_once_a_minute(repository: Repository, store: Store) -> None:
    desk = Desk(repository.root, store)
    desk.rescan()
    repository.commit({"CLAUDE.md": "Be long."})
    repository.git("branch", "-f", "main")
    desk.at -= MINUTE - 1
    assert not made(desk.rescan())
    assert made(desk.rescan())


def test_a_slow_git_is_asked_less_often(plain: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Path] = []

    def answer(root: Path) -> str:
        asked.append(root)
        return ""

    clock = iter(range(0, 1_000, 10))
    monkeypatch.setattr(default_baseline, "perf_counter", lambda: next(clock))
    monkeypatch.setattr("collectors.git.merge_base", answer)
    for _ in range(200):
        plain.rescan()
    assert len(asked) == 2


def test_a_repository_without_a_known_merge_base_has_the_first_scan(
    repository: Repository, store: Store
) -> None:
    repository.git("branch", "-m", "main", "develop")
    desk = Desk(repository.root, store)
    assert made(desk.rescan())
    assert desk.default.revision == ""
    repository.git("branch", "-m", "develop", "main")
    assert made(desk.rescan())
    assert desk.default.revision == repository.head


def test_a_merge_base_from_before_the_framework_gives_way_to_the_first_scan(
    tmp_path: Path, store: Store
) -> None:
    repository = new_repository(tmp_path / "project")
    repository.commit({"main.py": "code"})
    repository.git("checkout", "-qb", "work")
    repository.commit(PROJECT)
    desk = Desk(repository.root, store)
    assert made(desk.rescan())
    assert desk.default.revision == ""
    assert not made(desk.rescan())


def test_a_merge_base_that_is_lost_leaves_what_there_is(
    repository: Repository, store: Store
) -> None:
    desk = Desk(repository.root, store)
    desk.rescan()
    before = desk.default
    repository.git("branch", "-m", "main", "develop")
    assert not made(desk.rescan())
    assert desk.default == before


def test_what_the_user_pinned_is_left_alone(repository: Repository, store: Store) -> None:
    site = site_at(repository.root)
    store.add(tick(), pin(site, scan(site)[0], name=DEFAULT_NAME, at=NOON))
    desk = Desk(repository.root, store)
    assert not made(desk.rescan())
    assert not desk.default.automatic


def test_what_the_user_dropped_is_made_of_what_lies_there_now(plain: Desk) -> None:
    plain.rescan()
    plain.store.drop_baseline(DEFAULT_NAME)
    plant(plain.root, {"CLAUDE.md": "Be long."})
    assert made(plain.rescan())
    assert plain.default.framework == scan(site_at(plain.root))[0]


def test_what_was_accepted_holds_while_it_is_more(repository: Repository, store: Store) -> None:
    desk = Desk(repository.root, store)
    desk.rescan()
    startup, total = (dict(figures(desk.default.framework))[key] for key in ("startup", "total"))
    accepted = (("startup", startup + 1), ("total", total + 10))
    store.add(tick(), [replace(desk.default, accepted=accepted)])
    repository.commit({"CLAUDE.md": "Be brief.+2"})
    repository.git("branch", "-f", "main")
    assert made(desk.rescan())
    assert desk.default.accepted == (("total", total + 10),)


def test_before_the_first_scan_there_is_nothing_to_do(plain: Desk) -> None:
    occasion = Occasion(Trigger.RESCAN, NOON, Framework())
    assert list(plain.collector.collect(occasion)) == []


def test_a_framework_too_large_to_keep_is_told_until_it_is_not(
    plain: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pinning, "LIMIT_BYTES", 5)
    (said,) = degraded(plain.rescan())
    assert "no default baseline" in said
    monkeypatch.setattr(pinning, "LIMIT_BYTES", 5_000)
    records = plain.rescan()
    assert made(records)
    assert degraded(records) == []

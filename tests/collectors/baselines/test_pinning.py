"""A baseline is what lay there, with every text, whether on disk or in a commit."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from collectors.baseline import Baseline, Blob, LoadStatistics
from collectors.baselines import pinning
from collectors.baselines.environment import environment
from collectors.baselines.pinning import pin, pin_revision
from collectors.errors import BaselineError
from collectors.framework.module import Framework, Stamp
from collectors.model import Record, Run, Sample, Trigger
from collectors.scan import scan
from collectors.site import Site
from collectors.store import Store
from collectors.tokens import digest
from tests.collectors.framework.trees import plant
from tests.collectors.git.repositories import Repository, new_repository
from tests.collectors.sites import site_at
from tests.collectors.store.builders import NOON, tick, writer_at

PROJECT = {
    "CLAUDE.md": "@docs/style.md and @scripts/setup.sh",
    "docs/style.md": "Be brief.",
    "scripts/setup.sh": "make",
    ".claude/commands/plan.md": "<include>components/steps.md</include>",
    ".claude/components/steps.md": "One, two.",
    ".claude/commands/ship.md": "Ship.",
}
HOUR = 3_600_000


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    repository = new_repository(tmp_path / "project")
    repository.commit(PROJECT)
    return repository


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with writer_at(tmp_path) as store:
        yield store


def remembering(root: Path, store: Store) -> Site:
    return replace(site_at(root), memory=store)


def scanned(root: Path) -> Framework:
    return scan(site_at(root))[0]


def baseline_in(records: Iterable[Record]) -> Baseline:
    (baseline,) = (record for record in records if isinstance(record, Baseline))
    return baseline


def pinned(root: Path, store: Store | None = None) -> Baseline:
    site = remembering(root, store) if store else site_at(root)
    return baseline_in(pin(site, scanned(root), name="now", at=NOON))


def of_commit(root: Path, commit: str) -> Baseline:
    return baseline_in(pin_revision(site_at(root), commit, name="then", at=NOON))


def unstamped(framework: Framework) -> Framework:
    modules = (replace(module, stamp=Stamp(0, 0, 0, 0, 0)) for module in framework.modules)
    return replace(framework, modules=tuple(modules))


def test_what_lies_on_disk_is_pinned_as_it_was_scanned(repository: Repository) -> None:
    baseline = pinned(repository.root)
    assert baseline.framework == scanned(repository.root)
    assert (baseline.name, baseline.at, baseline.revision) == ("now", NOON, "")
    assert (baseline.automatic, baseline.environment) == (False, environment())


def test_every_text_is_kept_once(repository: Repository) -> None:
    repository.commit({".claude/commands/again.md": PROJECT[".claude/commands/ship.md"]})
    framework = scanned(repository.root)
    records = pin(site_at(repository.root), framework, name="now", at=NOON)
    blobs = [record for record in records if isinstance(record, Blob)]
    assert sorted(blob.content.decode() for blob in blobs) == sorted(PROJECT.values())
    assert all(blob.digest == digest(blob.content) for blob in blobs)


def test_a_text_that_is_kept_already_is_not_read_again(
    repository: Repository, store: Store
) -> None:
    site = remembering(repository.root, store)
    store.add(tick(), pin(site, scanned(repository.root), name="now", at=NOON))
    plant(repository.root, {"docs/style.md": "Be briefer."})
    records = pin(site, scanned(repository.root), name="later", at=NOON)
    blobs = [record.content for record in records if isinstance(record, Blob)]
    assert blobs == [b"Be briefer."]


def test_a_text_that_changed_since_the_scan_is_not_pinned(repository: Repository) -> None:
    framework = scanned(repository.root)
    plant(repository.root, {"docs/style.md": "Be long."})
    with pytest.raises(BaselineError, match=r"docs/style\.md changed"):
        list(pin(site_at(repository.root), framework, name="now", at=NOON))


def test_a_text_that_is_gone_is_not_pinned(repository: Repository) -> None:
    framework = scanned(repository.root)
    (repository.root / "docs/style.md").unlink()
    with pytest.raises(BaselineError, match=r"docs/style\.md changed"):
        list(pin(site_at(repository.root), framework, name="now", at=NOON))


def test_texts_of_all_baselines_together_are_bounded(
    repository: Repository, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = remembering(repository.root, store)
    store.add(tick(), pin(site, scanned(repository.root), name="now", at=NOON))
    monkeypatch.setattr(pinning, "LIMIT_BYTES", sum(map(len, PROJECT.values())) + 2)
    plant(repository.root, {"docs/style.md": "Be."})
    with pytest.raises(BaselineError, match="perfdash baseline drop"):
        list(pin(site, scanned(repository.root), name="later", at=NOON))


def cold(module: str, seconds: float) -> Sample:
    labels = (("mode", "cold"), ("module", module), ("phase", "total"))
    return Sample("load_seconds", seconds, labels)


def test_the_newest_loads_are_kept_with_the_canary_of_their_time(
    repository: Repository, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pinning, "_LOADS", 2)
    for number, seconds in enumerate((0.1, 0.2, 0.3)):
        sung = Sample("canary_seconds", seconds / 1000)
        store.add(tick(NOON + number), [cold(".claude/commands/plan.md", seconds), sung])
    store.add(tick(NOON + 9), [cold("gone.md", 1.0), Sample("canary_seconds", 9.0)])
    baseline = pinned(repository.root, store)
    assert baseline.loads == (LoadStatistics(".claude/commands/plan.md", (0.2, 0.3)),)
    assert baseline.canary_seconds == (0.0002, 0.0003)


def test_loads_from_before_a_save_that_reached_them_do_not_count(
    repository: Repository, store: Store
) -> None:
    plan, ship = ".claude/commands/plan.md", ".claude/commands/ship.md"
    store.add(tick(NOON - 3), [cold(plan, 0.1), cold(ship, 0.2)])
    store.add(Run(NOON - 2, Trigger.SAVE, (".claude/components/steps.md",)), [cold(plan, 0.3)])
    store.add(tick(NOON - 1), [cold(plan, 0.4)])
    assert pinned(repository.root, store).loads == (
        LoadStatistics(plan, (0.3, 0.4)),
        LoadStatistics(ship, (0.2,)),
    )


def test_loads_of_another_day_do_not_count(repository: Repository, store: Store) -> None:
    store.add(tick(NOON - 25 * HOUR), [cold("CLAUDE.md", 0.1)])
    assert pinned(repository.root, store).loads == ()


def test_a_commit_is_pinned_as_if_it_lay_there(repository: Repository) -> None:
    expected = unstamped(scanned(repository.root))
    commit = repository.head
    repository.commit({"docs/style.md": "Be long.", "docs/new.md": "New."})
    baseline = of_commit(repository.root, commit)
    assert baseline.framework == expected
    assert (baseline.revision, baseline.loads) == (commit, ())


def test_its_texts_are_those_of_then(repository: Repository) -> None:
    commit = repository.head
    repository.commit(dict.fromkeys(PROJECT, "changed"))
    records = tuple(pin_revision(site_at(repository.root), commit, name="then", at=NOON))
    contents = sorted(it.content.decode() for it in records if isinstance(it, Blob))
    assert contents == sorted(PROJECT.values())


def test_what_only_imports_lead_to_is_found_then_too(repository: Repository) -> None:
    repository.commit({"CLAUDE.md": "@.hidden/a.md", ".hidden/a.md": "@b.txt"})
    repository.commit({".hidden/b.txt": "further"})
    expected = unstamped(scanned(repository.root))
    assert {".hidden/a.md", ".hidden/b.txt"} <= {module.path for module in expected.modules}
    assert of_commit(repository.root, repository.head).framework == expected


def test_a_memory_that_is_a_link_is_one_then_too(repository: Repository) -> None:
    (repository.root / "CLAUDE.md").unlink()
    (repository.root / "CLAUDE.md").symlink_to("AGENTS.md")
    repository.commit({"AGENTS.md": "Be kind."})
    expected = unstamped(scanned(repository.root))
    assert expected.startup.memory_tokens
    assert of_commit(repository.root, repository.head).framework == expected


def test_a_folder_within_a_repository_is_pinned_alone(tmp_path: Path) -> None:
    repository = new_repository(tmp_path)
    repository.commit(
        {"CLAUDE.md": "theirs", **{f"sub/{path}": it for path, it in PROJECT.items()}}
    )
    expected = unstamped(scanned(tmp_path / "sub"))
    assert of_commit(tmp_path / "sub", repository.head).framework == expected


def test_a_commit_without_a_framework_is_refused(repository: Repository) -> None:
    repository.git("rm", "-rq", ".")
    commit = repository.commit({"main.py": "code"})
    plant(repository.root, PROJECT)
    with pytest.raises(BaselineError, match=f"no framework here at commit {commit[:12]}"):
        of_commit(repository.root, commit)


@pytest.mark.parametrize("limit", [None, 10])
def test_no_file_of_a_commit_stays_behind(
    repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limit: int | None
) -> None:
    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))
    if limit:
        monkeypatch.setattr(pinning, "LIMIT_BYTES", limit)
        with pytest.raises(BaselineError):
            of_commit(repository.root, repository.head)
    else:
        of_commit(repository.root, repository.head)
    assert list((tmp_path / "temporary").iterdir()) == []

"""Whether a remembered framework may stand for a scan: only ever when a scan finds the same."""

from __future__ import annotations

import os
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from collectors.config import Config, ContextConfig, FrameworkConfig
from collectors.framework import footing
from collectors.framework.module import Footing, Framework
from collectors.scan import scan
from tests.collectors.framework.trees import link, plant
from tests.collectors.sites import Characters, site_at

PROJECT = {
    "CLAUDE.md": "@docs/style.md @notes.txt @~/mine.md",
    "docs/style.md": "Be brief.",
    ".claude/commands/plan.md": "<include>components/steps.md</include>",
    ".claude/components/steps.md": "One, two.",
    ".claude-plugin/plugin.json": '{"name": "sails"}',
}
PATHS = (
    *PROJECT,
    "notes.txt",
    "docs/new.md",
    ".claude/skills/knots/SKILL.md",
    ".claude/rules/a.md",
)
TEXTS = ("", "@docs/new.md", "@notes.txt", "---\nname: n\ndescription: d\n---\n", "\0", "{}")


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    return plant(tmp_path / "project", PROJECT)


def scanned(root: Path, config: Config | None = None) -> tuple[Framework, Footing | None]:
    """A framework and what it rests on."""
    framework, records = scan(site_at(root, config))
    return framework, next((it for it in records if isinstance(it, Footing)), None)


def resting(root: Path) -> Footing:
    """What a scan with no configuration rests on."""
    known = scanned(root)[1]
    assert known
    return known


def holds(known: Footing, root: Path, config: Config | None = None) -> bool:
    return footing.holds(known, root, config or Config(), Characters.name)


def test_a_framework_that_nobody_touched_is_as_it_was(project: Path) -> None:
    assert holds(resting(project), project)


def test_a_saved_file_counts(project: Path) -> None:
    known = resting(project)
    plant(project, {"docs/style.md": "Be long."})
    assert not holds(known, project)


def test_a_file_that_an_import_missed_counts_when_it_comes(project: Path) -> None:
    known = resting(project)
    plant(project, {"notes.txt": "Here I am."})
    assert not holds(known, project)
    assert holds(resting(project), project)


def test_a_file_imported_from_where_no_walk_looks_counts(project: Path) -> None:
    plant(project, {"notes.txt": "Here I am."})
    known = resting(project)
    plant(project, {"notes.txt": "Here I was."})
    assert not holds(known, project)


def test_a_file_beside_the_framework_does_not_count(project: Path) -> None:
    known = resting(project)
    plant(project, {"program.c": "int x;"})
    assert holds(known, project)


def test_a_file_that_is_no_text_counts(project: Path) -> None:
    plant(project, {"docs/blob.md": "\0"})
    known = resting(project)
    assert holds(known, project)
    plant(project, {"docs/blob.md": "\0\0"})
    assert not holds(known, project)


def test_a_second_name_of_a_folder_counts(project: Path) -> None:
    known = resting(project)
    link(project / "papers", "docs")
    assert not holds(known, project)


def test_another_home_is_another_ground(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    known = resting(project)
    monkeypatch.setenv("HOME", str(project))
    assert not holds(known, project)


@pytest.mark.parametrize(
    "config",
    [
        Config(framework=FrameworkConfig(import_hops=1)),
        Config(framework=FrameworkConfig(kinds=(("rule", ("docs/*",)),))),
        Config(context=ContextConfig(listing_budget_ratio=0.5)),
    ],
)
def test_what_is_configured_about_frameworks_counts(project: Path, config: Config) -> None:
    assert not holds(resting(project), project, config)


def test_another_encoding_counts(project: Path) -> None:
    assert not footing.holds(resting(project), project, Config(), "another")


@pytest.mark.parametrize("version", ["SCAN_VERSION", "CONTENT_VERSION"])
def test_another_version_of_the_scanner_counts(
    project: Path, version: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = resting(project)
    monkeypatch.setattr(footing, version, 0)
    assert not holds(known, project)


def test_a_root_that_is_gone_does_not_hold(project: Path) -> None:
    assert not holds(resting(project), project / "gone")


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads every file")
def test_nothing_rests_on_a_file_that_could_not_be_read(project: Path) -> None:
    (project / "docs/style.md").chmod(0)
    assert scanned(project)[1] is None


edits = st.lists(
    st.tuples(st.sampled_from(PATHS), st.sampled_from((*TEXTS, None))), min_size=1, max_size=3
)


@settings(max_examples=60)
@given(edits, edits)
def test_what_holds_is_what_a_scan_finds(
    before: list[tuple[str, str | None]], after: list[tuple[str, str | None]]
) -> None:
    with TemporaryDirectory() as folder:
        root = plant(Path(folder), PROJECT)
        edit(root, before)
        framework, known = scanned(root)
        assert known
        assert holds(known, root)
        edit(root, after)
        assert not holds(known, root) or scanned(root) == (framework, known)


def edit(root: Path, changes: list[tuple[str, str | None]]) -> None:
    """Write or delete files of a framework; CLAUDE.md stays, for there to be one."""
    for path, text in changes:
        if text is not None:
            plant(root, {path: text})
        elif path != "CLAUDE.md":
            (root / path).unlink(missing_ok=True)

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from collectors.config import Config, FrameworkConfig
from collectors.errors import NoFrameworkError
from collectors.framework.module import Content, Framework, Kind, Module
from collectors.framework.regular_file import LIMIT_BYTES
from collectors.metrics import CATALOGUE
from collectors.model import Occasion, Record, Sample, TokenCount, Trigger
from collectors.scan import ScanCollector, scan
from collectors.site import Site
from collectors.tokens import RememberedTokenizer
from tests.collectors.framework.parts import STAMP
from tests.collectors.framework.trees import link, plant
from tests.collectors.sites import Blank, site_at

PROJECT = {
    "CLAUDE.md": "@docs/style.md",
    "docs/style.md": "Be brief.",
    ".claude/commands/plan.md": "<include>components/steps.md</include>",
    ".claude/components/steps.md": "One, two.",
    ".claude/agents/ann.md": "---\nname: reviewer\ndescription: reviews\n---\n",
}


@dataclass(frozen=True, slots=True)
class Remembered(Blank):
    """A memory of what a scan yielded."""

    last: Framework
    records: tuple[Record, ...]

    def framework(self) -> Framework:
        return self.last

    def contents(self) -> Mapping[str, Content]:
        return {it.digest: it for it in self.records if isinstance(it, Content)}

    def token_counts(self) -> Mapping[str, int]:
        return {it.digest: it.tokens for it in self.records if isinstance(it, TokenCount)}


class Forgotten:
    """A tokenizer that must not be needed."""

    name = "characters"

    def count(self, text: str) -> int:
        raise AssertionError(text)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return plant(tmp_path / "project", PROJECT)


def occasion(trigger: Trigger, *dirty: str) -> Occasion:
    return Occasion(trigger, at=1, framework=Framework(), dirty=frozenset(dirty))


def remembering(root: Path) -> Site:
    """A site whose memory holds a scan of itself, and which cannot count any more."""
    site = site_at(root)
    tokenizer = RememberedTokenizer(site.tokenizer, {})
    framework, records = scan(replace(site, tokenizer=tokenizer))
    memory = Remembered(framework, (*records, *tokenizer.fresh()))
    known = RememberedTokenizer(Forgotten(), memory.token_counts())
    return Site(root, Config(), known, memory)


def modules(framework: Framework) -> dict[str, Module]:
    return {module.path: module for module in framework.modules}


def frameworks(records: list[Record]) -> list[Framework]:
    return [record for record in records if isinstance(record, Framework)]


def samples(records: list[Record]) -> set[tuple[str, str]]:
    """Metric and module of what was sampled."""
    found = [record for record in records if isinstance(record, Sample)]
    return {(it.metric, dict(it.labels).get("module", "")) for it in found}


def test_a_project_is_measured(project: Path) -> None:
    framework, _ = scan(site_at(project))
    found = modules(framework)
    assert {path: module.kind for path, module in found.items()} == {
        ".claude/agents/ann.md": Kind.AGENT,
        ".claude/commands/plan.md": Kind.COMMAND,
        ".claude/components/steps.md": Kind.COMPONENT,
        "CLAUDE.md": Kind.MEMORY,
        "docs/style.md": Kind.COMPONENT,
    }
    assert found[".claude/agents/ann.md"].name == "reviewer"
    assert found[".claude/commands/plan.md"].full_tokens == sum(
        len(PROJECT[f".claude/{path}"]) for path in ("commands/plan.md", "components/steps.md")
    )
    assert framework.startup.memory_tokens == len(PROJECT["CLAUDE.md"] + PROJECT["docs/style.md"])
    assert framework.findings == ()


def test_modules_are_sorted_by_path(project: Path) -> None:
    paths = [module.path for module in scan(site_at(project))[0].modules]
    assert paths == sorted(paths)


def test_a_first_scan_yields_all_there_is_to_remember(project: Path) -> None:
    framework, records = scan(site_at(project))
    contents = {record.digest for record in records if isinstance(record, Content)}
    assert contents == {module.digest for module in framework.modules}
    assert ("module_tokens", "CLAUDE.md") in samples([*records])
    assert ("context_available_ratio", ".claude/commands/plan.md") in samples([*records])
    assert ("context_available_ratio", "CLAUDE.md") not in samples([*records])


def test_labels_are_sorted_and_metrics_known(project: Path) -> None:
    for record in scan(site_at(project))[1]:
        if isinstance(record, Sample):
            names = tuple(name for name, _ in record.labels)
            assert names == CATALOGUE[record.metric].labels


def test_a_second_start_counts_nothing_and_opens_nothing(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = remembering(project)
    monkeypatch.setattr(os, "open", None)
    records = [*ScanCollector(site).collect(occasion(Trigger.START))]
    assert frameworks(records) == [site.memory.framework()]
    assert not any(isinstance(record, Content | TokenCount) for record in records)
    assert {module for _, module in samples(records)} == {""}


def test_counts_of_another_encoding_are_not_believed(project: Path) -> None:
    framework, records = scan(site_at(project))
    memory = Remembered(replace(framework, encoding="other"), records)
    collector = ScanCollector(replace(site_at(project), memory=memory))
    found = [*collector.collect(occasion(Trigger.START))]
    assert sum(isinstance(record, Content) for record in found) == len(framework.modules)


def test_a_save_is_measured_with_all_that_depends_on_it(project: Path) -> None:
    collector = ScanCollector(site_at(project))
    [*collector.collect(occasion(Trigger.START))]
    plant(project, {".claude/components/steps.md": "One, two, three."})
    records = [*collector.collect(occasion(Trigger.SAVE, ".claude/components/steps.md"))]
    assert len(frameworks(records)) == 1
    assert {found for found in samples(records) if found[1]} == {
        ("module_tokens", ".claude/components/steps.md"),
        ("module_bytes", ".claude/components/steps.md"),
        ("eager_tokens", ".claude/components/steps.md"),
        ("full_tokens", ".claude/components/steps.md"),
        ("full_tokens", ".claude/commands/plan.md"),
        ("context_available_ratio", ".claude/commands/plan.md"),
    }


def test_a_saved_file_is_read_even_if_its_stamp_is_the_same(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("collectors.framework.walk.stamp_of", lambda _: STAMP)
    monkeypatch.setattr("collectors.framework.survey.stamp_of", lambda _: STAMP)
    monkeypatch.setattr("collectors.framework.regular_file.stamp_of", lambda _: STAMP)
    collector = ScanCollector(site_at(project))
    [*collector.collect(occasion(Trigger.START))]
    plant(project, {"docs/style.md": "Be short!"})
    records = [*collector.collect(occasion(Trigger.SAVE, "docs/style.md"))]
    assert [it.summary for it in records if isinstance(it, Content)] == ["Be short!"]


def test_nothing_changed_yields_no_framework(project: Path) -> None:
    collector = ScanCollector(site_at(project))
    [*collector.collect(occasion(Trigger.START))]
    records = [*collector.collect(occasion(Trigger.RESCAN))]
    assert frameworks(records) == []
    assert ("framework_tokens", "") in samples(records)


def test_an_unseen_change_is_found_by_a_rescan(project: Path) -> None:
    collector = ScanCollector(site_at(project))
    [*collector.collect(occasion(Trigger.START))]
    file = project / "docs/style.md"
    times = file.stat()
    file.write_text("Be short!")
    os.utime(file, ns=(times.st_atime_ns, times.st_mtime_ns))
    assert len(frameworks([*collector.collect(occasion(Trigger.RESCAN))])) == 1


def test_a_deleted_target_becomes_missing_and_comes_back(project: Path) -> None:
    collector = ScanCollector(site_at(project))
    [*collector.collect(occasion(Trigger.START))]
    steps = ".claude/components/steps.md"
    (project / steps).unlink()
    (gone,) = frameworks([*collector.collect(occasion(Trigger.SAVE, steps))])
    assert [finding.kind for finding in gone.findings] == ["missing-target"]
    plant(project, {steps: PROJECT[steps]})
    (back,) = frameworks([*collector.collect(occasion(Trigger.SAVE, steps))])
    assert back.findings == ()


def test_an_old_text_that_returns_is_known(project: Path) -> None:
    collector = ScanCollector(site_at(project))
    [*collector.collect(occasion(Trigger.START))]
    plant(project, {"docs/copy.md": PROJECT["docs/style.md"]})
    records = [*collector.collect(occasion(Trigger.SAVE, "docs/copy.md"))]
    assert not any(isinstance(record, Content | TokenCount) for record in records)
    assert "docs/copy.md" in modules(frameworks(records)[0])


def test_a_file_of_any_kind_that_is_imported_is_a_module(project: Path) -> None:
    plant(project, {"CLAUDE.md": "@package.json\n@docs/notes.txt", "package.json": "{}"})
    plant(project, {"docs/notes.txt": "notes"})
    framework, _ = scan(site_at(project))
    assert framework.startup.memory_tokens == len("@package.json\n@docs/notes.txt{}notes")
    assert modules(framework)["package.json"].kind is Kind.COMPONENT


def test_an_import_from_the_user_s_claude_folder_is_counted(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = plant(project.parent / "home", {".claude/own.md": "my own", ".ssh/id_rsa": "secret"})
    monkeypatch.setenv("HOME", str(home))
    plant(project, {"CLAUDE.md": "@~/.claude/own.md\n@~/.ssh/id_rsa"})
    framework, _ = scan(site_at(project))
    assert "~/.claude/own.md" in modules(framework)
    assert [(it.kind, it.path, it.line) for it in framework.findings] == [
        ("outside-root", "CLAUDE.md", 2)
    ]


def test_nothing_outside_the_grounds_is_ever_opened(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plant(project.parent, {"secret.md": "secret"})
    plant(project, {"CLAUDE.md": f"@../secret.md\n@{project.parent}/secret.md\n@in.md"})
    link(project / "in.md", "../secret.md")
    link(project / "folder", "..")
    opened: list[str] = []
    really_open = os.open

    def noted(path: str, flags: int) -> int:
        opened.append(path)
        return really_open(path, flags)

    monkeypatch.setattr(os, "open", noted)
    scan(site_at(project))
    assert opened
    assert all(path.startswith(f"{project}/") for path in opened)


def test_files_that_are_no_text_are_told(project: Path) -> None:
    (project / "docs/picture.md").write_bytes(b"\x89PNG\0")
    framework, _ = scan(site_at(project))
    assert [(it.kind, it.path) for it in framework.findings] == [("binary", "docs/picture.md")]


def test_a_picture_of_a_skill_is_no_finding(project: Path) -> None:
    plant(project, {".claude/skills/draw/SKILL.md": "Draw."})
    (project / ".claude/skills/draw/logo.png").write_bytes(b"\x89PNG\0")
    assert scan(site_at(project))[0].findings == ()


def test_a_plugin_is_understood_by_its_manifest(tmp_path: Path) -> None:
    manifest = '{"name": "sc", "commands": "./cmd"}'
    plant(tmp_path, {".claude-plugin/plugin.json": manifest, "cmd/plan.md": "Plan."})
    framework, _ = scan(site_at(tmp_path))
    assert modules(framework)["cmd/plan.md"].name == "/sc:plan"


def test_a_manifest_that_changes_is_understood_anew(tmp_path: Path) -> None:
    plant(tmp_path, {".claude-plugin/plugin.json": '{"name": "one"}', "commands/a.md": "A."})
    collector = ScanCollector(site_at(tmp_path))
    [*collector.collect(occasion(Trigger.START))]
    plant(tmp_path, {".claude-plugin/plugin.json": '{"name": "another"}'})
    saved = occasion(Trigger.SAVE, ".claude-plugin/plugin.json")
    (framework,) = frameworks([*collector.collect(saved)])
    assert modules(framework)["commands/a.md"].name == "/another:a"


def test_the_configuration_gives_kinds_and_leaves_out(project: Path) -> None:
    config = Config(
        framework=FrameworkConfig(kinds=(("rule", ("docs/*.md",)),), exclude=(".claude/agents",))
    )
    found = modules(scan(site_at(project, config))[0])
    assert found["docs/style.md"].kind is Kind.RULE
    assert ".claude/agents/ann.md" not in found


def test_a_folder_without_a_framework_says_what_was_looked_for(tmp_path: Path) -> None:
    plant(tmp_path, {"README.md": "Hello."})
    with pytest.raises(NoFrameworkError, match=r"CLAUDE\.md.*perfdash demo"):
        scan(site_at(tmp_path))


def test_where_nothing_can_be_read_it_is_told_what_was_not(tmp_path: Path) -> None:
    plant(tmp_path, {"CLAUDE.md": "x" * (LIMIT_BYTES + 1)})
    with pytest.raises(NoFrameworkError, match=r"Not read: CLAUDE\.md .* are not read\."):
        scan(site_at(tmp_path))


def test_a_folder_that_is_not_there_says_so(tmp_path: Path) -> None:
    with pytest.raises(NoFrameworkError, match="No such file"):
        scan(site_at(tmp_path / "gone"))


def test_a_scan_goes_on_after_the_framework_was_away(project: Path) -> None:
    collector = ScanCollector(site_at(project))
    [*collector.collect(occasion(Trigger.START))]
    project.rename(project.parent / "away")
    with pytest.raises(NoFrameworkError):
        [*collector.collect(occasion(Trigger.RESCAN))]
    (project.parent / "away").rename(project)
    assert frameworks([*collector.collect(occasion(Trigger.RESCAN))]) == []

"""What the README says is what the code does."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from textual.binding import Binding

from collectors.config import Config, OwnPrice
from collectors.config_layer import SECTIONS, Layer, apply
from collectors.metrics import METRICS, Metric
from collectors.threshold import Threshold
from dashboard.alerts.concern_list import ConcernList
from dashboard.alerts.screen import AlertsScreen
from dashboard.app import PerfdashApp
from dashboard.deck import Deck
from dashboard.deck_screen import DeckScreen
from dashboard.drilldown.outline import Outline
from dashboard.drilldown.screen import ModuleScreen
from dashboard.ending import BREACHED, CANNOT_TELL
from dashboard.evidence.screen import EvidenceScreen
from dashboard.overview import Overview
from dashboard.panels import PANELS
from dashboard.panels.modules import ModulesPanel
from dashboard.session_screens.detail_screen import DetailScreen
from dashboard.session_screens.sessions_panel import SessionsPanel
from dashboard.session_screens.sessions_screen import SessionsScreen
from dashboard.table.table import Table
from dashboard.table.table_panel import TablePanel
from tests.dashboard.commands.tree import LEAVES

if TYPE_CHECKING:
    import click

README = Path(__file__).parent.parent.joinpath("README.md").read_text("utf-8")

BOUND = (
    *(PerfdashApp, DeckScreen, Overview, Deck, ModulesPanel, TablePanel, Table),
    *(ModuleScreen, Outline, AlertsScreen, ConcernList, EvidenceScreen),
    *(SessionsScreen, SessionsPanel, DetailScreen),
)


def section(title: str) -> str:
    """The text under a heading of the README."""
    return README.partition(f"\n## {title}\n")[2].partition("\n## ")[0]


def bindings() -> Iterator[Binding]:
    """Everything that keys do, but for the numbers of panels."""
    for bound in BOUND:
        for binding in bound.BINDINGS:
            assert isinstance(binding, Binding)
            if not binding.action.startswith("choose("):
                yield binding


def said_of(binding: Binding) -> str:
    """How the README tells of a key."""
    keys = [binding.key_display] if binding.key_display else binding.key.split(",")
    shown = " ".join(f"`{key}`" for key in keys)
    moves = binding.action.startswith(("cursor_", "first", "last", "page_", "scroll_"))
    return shown if moves else f"{shown} {binding.description}"


def code_blocks(title: str) -> list[str]:
    return re.findall(r"```toml\n(.*?)```", section(title), re.DOTALL)


def test_the_readme_is_short() -> None:
    assert len(README.splitlines()) < 250


def test_the_set_up_is_two_lines() -> None:
    (block,) = re.findall(r"```sh\n(.*?)```", section("Set-up"), re.DOTALL)
    first, second = block.splitlines()
    assert first.endswith("perfdash demo")
    assert second.endswith("pytest")


@pytest.mark.parametrize("target", re.findall(r"\]\(([^)]+)\)", README))
def test_what_the_readme_links_to_is_there(target: str) -> None:
    assert Path(__file__).parent.parent.joinpath(target).is_file()


@pytest.mark.parametrize(("words", "command"), LEAVES)
def test_every_command_is_in_the_readme(words: str, command: click.Command) -> None:
    said = section("Commands")
    assert f"`perfdash {words}" in said
    flags = [flag for option in command.params for flag in option.opts if flag.startswith("-")]
    assert [flag for flag in flags if f"`{flag}" not in said] == []


def test_every_json_has_a_schema_where_the_readme_says() -> None:
    assert "`dashboard/export/*.schema.json`" in section("Commands")
    exports = Path(__file__).parent.parent / "dashboard" / "export"
    names = "".join(file.read_text("utf-8") for file in exports.glob("*_json.py"))
    printed = set(re.findall(r'SCHEMA = "(perfdash\.\w+/1)"', names))
    described = {json.loads(file.read_bytes())["title"] for file in exports.glob("*.schema.json")}
    assert printed == described != set()


@pytest.mark.parametrize("code", [0, BREACHED, CANNOT_TELL])
def test_every_exit_code_is_in_the_readme(code: int) -> None:
    assert f"\n| {code} | " in section("Commands")


@pytest.mark.parametrize("panel", [*PANELS, ModulesPanel])
def test_every_panel_is_in_the_readme_by_its_number(panel: type[ModulesPanel]) -> None:
    number = [*PANELS, ModulesPanel].index(panel) + 1
    assert f"\n{number}. **{panel.TITLE}**: " in section("Panels")


@pytest.mark.parametrize("binding", [*bindings()], ids=said_of)
def test_every_key_is_in_the_readme(binding: Binding) -> None:
    assert said_of(binding) in section("Keys")


def test_the_readme_tells_how_many_panels_have_a_number() -> None:
    assert f"`1` to `{len(PANELS) + 1}` panel by number" in section("Keys")


@pytest.mark.parametrize("metric", METRICS, ids=[metric.name for metric in METRICS])
def test_every_metric_is_in_the_readme_with_its_labels(metric: Metric) -> None:
    labels = f"{{{','.join(metric.labels)}}}" if metric.labels else ""
    assert f"`{metric.name}{labels}`" in section("Metrics")


def test_the_readme_lists_every_setting_with_its_default() -> None:
    defaults, _ = code_blocks("Configuration")
    table = tomllib.loads(defaults)
    assert apply(Config(), Layer("README.md", table)) == Config()
    listed = {name: list(part) for name, part in table.items()}
    assert listed == {
        name: [field.name for field in fields(getattr(Config(), name))] for name in SECTIONS
    }


def test_the_readme_shows_every_field_of_a_limit() -> None:
    _, example = code_blocks("Configuration")
    (threshold,) = tomllib.loads(example)["threshold"]
    assert set(threshold) == {field.name for field in fields(Threshold)}
    assert apply(Config(), Layer("README.md", {"threshold": [threshold]})) != Config()


def test_the_readme_shows_every_field_of_a_price() -> None:
    _, example = code_blocks("Configuration")
    (table,) = tomllib.loads(example)["prices"].values()
    assert {"model", "origin", *table} == {field.name for field in fields(OwnPrice)}
    assert apply(Config(), Layer("README.md", {"prices": {"a": table}})).prices


@pytest.mark.parametrize("threshold", Config().thresholds, ids=lambda one: one.name)
def test_every_default_limit_is_in_the_readme(threshold: Threshold) -> None:
    (row,) = re.findall(rf"\| `{threshold.name}` \| .*\n", section("Configuration"))
    assert row.endswith(f"| {threshold.severity} |\n")

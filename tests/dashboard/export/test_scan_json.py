"""What `perfdash scan --json` prints."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import orjson

from collectors.framework.module import Finding, Framework, Kind, Startup
from collectors.framework.reference import Load, Syntax
from dashboard.export import scan_json
from tests.dashboard.builders import a_module, a_reference
from tests.dashboard.export.schemas import check

TWICE = a_reference("a.md", path="a.md", occurrences=2)
LINK = a_reference("a.md", path="a.md", syntax=Syntax.MARKDOWN_LINK)
LOST = a_reference("lost.md")
BROKEN_LINK = a_reference("gone.md", syntax=Syntax.MARKDOWN_LINK)

FRAMEWORK = Framework(
    root="/home/me/framework",
    modules=(
        a_module("b.md", references=(TWICE, LINK, LOST, BROKEN_LINK)),
        a_module("a.md", kind=Kind.COMPONENT, tokens=50, dependents=1),
    ),
    startup=Startup(memory_tokens=7, listing_tokens=5, agent_tokens=3, listing_characters=20),
    findings=(Finding("missing-target", "b.md", 1, "lost.md"),),
    cycles=(("a.md", "b.md"),),
)


def document(framework: Framework = FRAMEWORK) -> Any:
    decoded = orjson.loads(scan_json.render(framework))
    check(decoded, "scan.schema.json")
    return decoded


def test_modules_are_sorted_by_path() -> None:
    assert [module["path"] for module in document()["modules"]] == ["a.md", "b.md"]


def test_totals_are_of_all_modules_and_of_each_kind() -> None:
    scan = document()
    assert scan["framework"] == {"modules": 2, "bytes": 600, "tokens": 150}
    assert list(scan["kinds"]) == ["command", "component"]
    assert scan["kinds"]["component"]["tokens"] == 50


def test_the_parts_of_startup_make_the_whole() -> None:
    startup = document()["startup"]
    assert startup["tokens"] == startup["memory_tokens"] + startup["listing_tokens"] == 15


def test_a_target_named_in_two_ways_is_one_edge() -> None:
    assert document()["references"] == {"occurrences": 5, "edges": 3, "missing": 1, "cycles": 1}


def test_a_target_that_was_not_found_has_no_path() -> None:
    references = document()["modules"][1]["references"]
    assert [it["path"] for it in references] == ["a.md", "a.md", None, None]
    assert [it["load"] for it in references][:2] == [Load.EAGER, Load.MENTION]


def test_an_empty_framework_is_a_valid_scan() -> None:
    assert document(Framework())["modules"] == []


def test_every_kind_and_syntax_is_in_the_schema() -> None:
    references = tuple(a_reference("x", syntax=syntax) for syntax in Syntax)
    modules = tuple(a_module(kind, kind=kind, references=references) for kind in Kind)
    assert len(document(Framework(modules=modules))["modules"]) == len(Kind)


def test_a_name_that_is_not_unicode_is_escaped() -> None:
    odd = replace(FRAMEWORK, modules=(a_module("bad\udcff.md"),))
    assert document(odd)["modules"][0]["path"] == "bad\\udcff.md"

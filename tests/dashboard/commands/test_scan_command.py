"""`perfdash scan`, as it is called."""

from __future__ import annotations

from pathlib import Path

import orjson

from tests.dashboard.commands.outcome import Perfdash
from tests.dashboard.export.schemas import check


def test_a_scan_is_one_json_document_and_nothing_else(perfdash: Perfdash, harbor: Path) -> None:
    told = perfdash("scan", harbor, "--json")
    assert (told.code, told.err) == (0, "")
    check(orjson.loads(told.out), "scan.schema.json")


def test_what_is_found_in_the_bundled_framework(perfdash: Perfdash, harbor: Path) -> None:
    found = orjson.loads(perfdash("scan", harbor, "--json").out)
    assert {kind: part["modules"] for kind, part in found["kinds"].items()} == {
        "agent": 2,
        "command": 6,
        "component": 11,
        "memory": 1,
        "other": 1,
        "output-style": 1,
        "rule": 2,
        "settings": 1,
        "skill": 2,
        "skill-file": 1,
    }
    assert found["references"] == {"occurrences": 30, "edges": 27, "missing": 1, "cycles": 1}
    assert sorted(finding["kind"] for finding in found["findings"]) == [
        "cycle",
        "front-matter",
        "missing-target",
    ]


def test_what_every_session_of_the_bundled_framework_pays(perfdash: Perfdash, harbor: Path) -> None:
    assert orjson.loads(perfdash("scan", harbor, "--json").out)["startup"] == {
        "tokens": 595,
        "memory_tokens": 376,
        "listing_tokens": 219,
        "listing_characters": 643,
        "listing_budget_characters": 8_000,
    }


def test_every_way_to_write_a_reference_is_in_the_bundled_framework(
    perfdash: Perfdash, harbor: Path
) -> None:
    modules = orjson.loads(perfdash("scan", harbor, "--json").out)["modules"]
    assert len({reference["syntax"] for it in modules for reference in it["references"]}) == 11


def test_closures_of_the_bundled_framework_add_up(perfdash: Perfdash, harbor: Path) -> None:
    modules = orjson.loads(perfdash("scan", harbor, "--json").out)["modules"]
    tokens = {module["path"]: module["tokens"] for module in modules}
    whole = {module["path"]: module for module in modules}
    docs = ("docs/principles.md", "docs/house-rules.md", "docs/glossary.md")
    assert whole["CLAUDE.md"]["eager_tokens"] == sum(tokens[it] for it in ("CLAUDE.md", *docs))
    parts = ("context/find-code.md", "quality/checks.md", "reporting/report.md")
    build = ".claude/commands/build.md"
    expected = tokens[build] + sum(tokens[f"components/{part}"] for part in parts)
    assert whole[build]["full_tokens"] == expected
    assert whole[build]["eager_tokens"] == tokens[build]


def test_a_report_names_what_matters_and_has_no_colors_in_a_pipe(
    perfdash: Perfdash, harbor: Path
) -> None:
    told = perfdash("scan", harbor)
    assert (told.code, told.err) == (0, "")
    assert "\x1b" not in told.out
    for words in ("28 modules", "Biggest closures", "Most included", "Findings: 3"):
        assert words in told.out

"""What is said of sessions in words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dashboard.analysis.sessions.cache_breaks import Break, Why
from dashboard.session_words import broke, model, why

BROKE = Break("request", at=0, before=0, rewritten=61_432, why=Why.UNKNOWN)


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (replace(BROKE, why=Why.COMPACTION), "compacted"),
        (replace(BROKE, why=Why.MODEL, what="claude-haiku-4-5-20251001"), "model now haiku-4-5"),
        (replace(BROKE, why=Why.SHAPE), "system prompt or tools changed"),
        (replace(BROKE, why=Why.IDLE, idle_seconds=420.0), "idle for 7 min"),
        (replace(BROKE, why=Why.SAVED, what="CLAUDE.md"), "CLAUDE.md changed"),
        (BROKE, "unexplained"),
    ],
)
def test_what_broke_the_prompt_cache_is_said(found: Break, said: str) -> None:
    assert why(found) == said


def test_every_reason_has_words() -> None:
    assert all(why(replace(BROKE, why=it)) for it in Why)


def test_of_a_long_path_the_end_is_told_and_none_can_attack_the_terminal() -> None:
    said = why(replace(BROKE, why=Why.SAVED, what=f"\x1b[2J{'long/' * 20}rules.md"))
    assert said.endswith("/long/rules.md changed")
    assert "\x1b" not in said


def test_what_a_break_cost_is_said_beside_it() -> None:
    assert broke(BROKE) == "unexplained, 61.4k rewritten"


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("claude-opus-5", "opus-5"),
        ("claude-haiku-4-5-20251001", "haiku-4-5"),
        ("qwen-3-20250101-instruct", "qwen-3-20250101-instruct"),
    ],
)
def test_a_model_is_called_without_its_maker_and_its_date(name: str, said: str) -> None:
    assert model(name) == said

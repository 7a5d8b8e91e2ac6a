"""What the tokens panel says of the dev session."""

from __future__ import annotations

from dataclasses import replace

import pytest

from collectors.session import TokenUse
from dashboard.panels.context import context_line, turn_lines
from dashboard.panels.tokens import draw, headline
from dashboard.piece import Tone
from dashboard.reading import Reading
from dashboard.sessions import Sessions
from tests.dashboard.logbook import DAY, DETAIL, SESSIONS, with_sessions, without_sessions
from tests.dashboard.pieces import words


def used(prompt: int, *, model: str = "claude-opus-5") -> Reading:
    """A session whose newest prompt had so many tokens."""
    newest = replace(DETAIL.requests[-1], tokens=TokenUse(prompt), model=model)
    detail = replace(DETAIL, requests=(*DETAIL.requests[:-1], newest), compactions=())
    return with_sessions(replace(SESSIONS, current=detail))


def said(reading: Reading, width: int = 100) -> str:
    return "".join(words([context_line(reading, width)]))


def test_the_window_is_that_of_the_model() -> None:
    assert said(used(125_000)).endswith("125k of 1M  opus-5")
    assert said(used(125_000)).startswith("context 12 % ▕███")


def test_of_an_unknown_model_the_window_is_marked() -> None:
    assert "125k of ≈200k?" in said(used(125_000, model="house-model"))


def test_the_last_compaction_is_told() -> None:
    assert "compacted " in said(with_sessions())
    assert said(with_sessions()).endswith(" from 64.2k")


@pytest.mark.parametrize(("prompt", "tone"), [(790_000, Tone.STRONG), (810_000, Tone.WARNING)])
def test_a_window_over_its_limit_warns(prompt: int, tone: Tone) -> None:
    assert context_line(used(prompt), 100)[1].tone is tone


def test_turns_are_told_newest_first_with_their_commands() -> None:
    heading, newest, middle, _ = words(it.line for it in turn_lines(with_sessions(), 76, 8))
    assert heading.split() == ["last", "turns", "input", "wrote", "read", "output"]
    assert newest.split()[1:] == ["/release", "48", "83k", "128k", "1.4k"]
    assert middle.split()[1:] == ["prompt", "12", "2.1k", "61k", "340"]


def test_of_a_turn_that_was_not_answered_no_tokens_are_known() -> None:
    detail = replace(DETAIL, turns=(*DETAIL.turns, replace(DETAIL.turns[-1], id="new", command="")))
    reading = with_sessions(replace(SESSIONS, current=detail))
    _, newest, *_ = words(it.line for it in turn_lines(reading, 76, 8))
    assert newest.split()[1:] == ["prompt", *["–"] * 4]


def test_only_as_many_turns_as_are_asked_for() -> None:
    assert len([*turn_lines(with_sessions(), 76, 2)]) == 3


def test_a_narrow_table_keeps_its_columns_apart() -> None:
    heading, newest, *_ = words(it.line for it in turn_lines(with_sessions(), 36, 8))
    assert heading == "turns     input  wrote   read output"
    assert len(newest) == 36


def test_where_columns_are_wanting_input_goes_first() -> None:
    heading, newest, *_ = words(it.line for it in turn_lines(with_sessions(), 29, 8))
    assert heading.split() == ["turns", "wrote", "read", "output"]
    assert newest.split()[1:] == ["83k", "128k", "1.4k"]


def test_without_a_framework_the_session_is_told_alone() -> None:
    reading = with_sessions()
    framework = replace(reading.snapshot.framework, modules=())
    reading = replace(reading, snapshot=replace(reading.snapshot, framework=framework))
    assert draw(reading, 76, 8).plain.startswith("context ")
    assert words(headline(reading)) == ["context 2.1 %"]


def test_without_a_session_the_framework_is_told_and_what_to_do() -> None:
    text = draw(without_sessions(), 76, 19).plain
    assert text.startswith("startup")
    assert "no session found for this root" in text


def test_before_anything_is_known_the_scan_is_waited_for() -> None:
    reading = with_sessions(Sessions())
    framework = replace(reading.snapshot.framework, modules=())
    empty = replace(reading, snapshot=replace(reading.snapshot, framework=framework))
    assert draw(empty, 76, 8).plain == "waiting for the first scan of the framework"


@pytest.mark.parametrize(
    ("width", "named"), [(70, "4.0 d ago "), (40, "4.0 d ago "), (15, "4.0 d ")]
)
def test_the_turns_of_another_day_are_not_taken_for_those_of_today(width: int, named: str) -> None:
    reading = with_sessions()
    later = replace(reading.snapshot, taken_at=reading.snapshot.taken_at + 4 * DAY)
    rows = words(it.line for it in turn_lines(replace(reading, snapshot=later), width, 1))
    assert rows[1].startswith(named)

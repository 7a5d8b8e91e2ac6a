"""What the cache panel says of the prompt cache."""

from __future__ import annotations

from dataclasses import replace

from collectors.session import TokenUse
from dashboard.panels.cache import draw, headline
from dashboard.panels.prompt_cache import prompt_cache
from dashboard.piece import Tone
from dashboard.reading import Reading
from tests.dashboard.logbook import DAY, DETAIL, SESSIONS, with_sessions, without_sessions
from tests.dashboard.pieces import words


def said(reading: Reading, width: int = 80) -> list[str]:
    return words(it.line for it in prompt_cache(reading, width))


def all_reading(read: int) -> Reading:
    """A session whose requests read so much of the thousand tokens that each sent."""
    tokens = TokenUse(1_000 - read, cache_read_input_tokens=read)
    requests = tuple(replace(it, tokens=tokens) for it in DETAIL.requests)
    return with_sessions(replace(SESSIONS, current=replace(DETAIL, requests=requests)))


def test_the_session_and_its_last_turn_have_a_hit_ratio() -> None:
    (line, *_) = said(with_sessions())
    assert line.startswith("prompt     78 % ▕████")
    assert line.endswith("last turn 61 %")


def test_each_break_is_told_with_its_cause_newest_first() -> None:
    _, newest, older = said(with_sessions())
    assert newest.endswith(" compacted  14.9k rewritten")
    assert older.endswith("idle for 23 min  63.1k rewritten  kept 5 min")


def test_with_little_room_the_cause_stays() -> None:
    assert said(with_sessions(), 36)[2].endswith(" idle for 23 min")
    assert said(with_sessions(), 24)[2].endswith(" idle for…")


def test_a_cache_that_held_says_so() -> None:
    assert said(all_reading(950))[-1] == "the prompt cache did not break"


def test_a_ratio_under_its_limit_warns() -> None:
    (line, *_) = (it.line for it in prompt_cache(all_reading(550), 80))
    assert (line[1].text, line[1].tone) == ("55 % ", Tone.WARNING)


def test_the_newest_break_stays_when_the_panel_is_small() -> None:
    text = draw(with_sessions(), 26, 5).plain
    assert "prompt     78 %" in text
    assert "compacted" in text


def test_the_title_tells_both_caches() -> None:
    assert words(headline(with_sessions()))[1] == "prompt 78 %"
    assert words(headline(without_sessions()))[1].startswith("target ")


def test_without_a_component_cache_the_prompt_cache_is_told_alone() -> None:
    reading = with_sessions()
    reading = replace(reading, snapshot=replace(reading.snapshot, series=()))
    assert draw(reading, 60, 7).plain.startswith("prompt     78 %")


def test_a_break_of_another_day_is_not_taken_for_one_of_today() -> None:
    reading = with_sessions()
    later = replace(reading.snapshot, taken_at=reading.snapshot.taken_at + 4 * DAY)
    assert said(replace(reading, snapshot=later))[1].startswith("broke 4.0 d ago compacted")

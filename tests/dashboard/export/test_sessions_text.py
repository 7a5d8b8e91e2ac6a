"""What `perfdash sessions` prints."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC

import pytest

from collectors.prices.place import table
from collectors.session import Session
from collectors.session_progress import Backlog
from dashboard import units
from dashboard.export import sessions_text
from dashboard.sessions import Sessions, Summary
from tests.dashboard.builders import NOW
from tests.dashboard.export.test_sessions_json import FIRST, SECOND


def printed(*summaries: Summary, by: str = "", unknown: tuple[tuple[str, int], ...] = ()) -> str:
    sessions = Sessions(summaries=summaries, unknown=unknown)
    return sessions_text.render(sessions, table(), now=NOW, width=120, by=by, zone=UTC)


def test_the_first_line_is_the_sum() -> None:
    first = printed(FIRST, FIRST).splitlines()[0]
    assert first == "2 sessions · 4 turns · 6 requests · $17.00 · prompt cache 67 %"


def test_the_second_line_tells_how_turns_ended() -> None:
    second = printed(replace(FIRST, turns=5, left_open=2, at_work=1)).splitlines()[1]
    assert second == (
        "turns: 1 succeeded · 2 left open (a tool was asked for, and nothing followed)"
        " · 1 never answered · 1 not ended yet"
    )


def test_what_no_transcript_shows_is_told_beneath() -> None:
    told = "$0.5000 more by Claude Code's own totals, known of 1 of 2 sessions: requests that"
    assert told in printed(FIRST, SECOND)


def test_what_telemetry_told_of_one_session_says_nothing_of_another() -> None:
    unseen = Summary(
        Session("telling"), requests=1, usages=(replace(FIRST.usages[0], hidden=True),)
    )
    told = "$0.5000 more by Claude Code's own totals, known of 1 of 2 sessions: requests that"
    assert told in printed(FIRST, unseen)
    assert "by telemetry" in printed(FIRST, unseen)
    assert "by Claude Code's own totals" not in printed(unseen)
    exact = replace(FIRST, session=replace(FIRST.session, reported_cost_usd=8.5))
    assert "own totals" not in printed(exact)


def test_a_model_stands_on_a_line_with_its_cost() -> None:
    lines = [it.split() for it in printed(FIRST).splitlines()]
    (line,) = (it for it in lines if it[:1] == ["opus-5"])
    assert (line[1:4], line[-1]) == (["3", "1M", "100k"], "$8.50")


def test_the_dearest_model_comes_first_and_what_has_no_price_last() -> None:
    fable = replace(FIRST, usages=(replace(FIRST.usages[0], model="claude-fable-5-1"),))
    lines = printed(SECOND, fable, FIRST).splitlines()
    models = [it.split()[0] for it in lines[5:8]]
    assert models == ["fable-5-1", "opus-5", "my-model"]


def test_models_that_would_be_called_alike_are_told_apart() -> None:
    dated = replace(FIRST, usages=(replace(FIRST.usages[0], model="claude-opus-5-20260301"),))
    names = [it[0] for it in table_under("by model", printed(FIRST, dated))]
    assert sorted(names) == ["claude-opus-5", "claude-opus-5-20260301"]


def test_on_a_narrow_page_a_session_keeps_the_day_it_began() -> None:
    dated = replace(FIRST, usages=(replace(FIRST.usages[0], model="claude-haiku-4-5-20251001"),))
    old = replace(dated, session=replace(dated.session, started_at=NOW - 5 * 86_400_000))
    elsewhere = replace(old, session=replace(old.session, id="cc", root="/home/me/elsewhere"))
    for summaries in ((old,), (old, elsewhere)):
        sessions = Sessions(summaries=summaries)
        text = sessions_text.render(sessions, table(), now=NOW, width=80, by="session")
        began = units.moment(old.session.started_at, NOW)
        assert sum(f"{began}  haiku-4-5" in line for line in text.splitlines()) == len(summaries)


def table_under(title: str, text: str) -> list[list[str]]:
    block = next(it for it in text.split("\n\n") if it.startswith(title))
    return [line.split() for line in block.splitlines()[2:]]


def test_the_newest_fortnight_of_days_is_told_the_newest_first() -> None:
    days = [replace(FIRST.usages[0], at=NOW - ago * 86_400_000) for ago in range(20)]
    rows = table_under("by day", printed(replace(FIRST, usages=tuple(reversed(days)))))
    assert len(rows) == 14
    assert [it[0] for it in rows] == sorted((it[0] for it in rows), reverse=True)
    assert (rows[0][1], rows[0][-1]) == ("3", "$8.50")


DAILY = replace(
    FIRST,
    usages=tuple(replace(FIRST.usages[0], at=NOW - ago * 86_400_000) for ago in range(40)),
)


@pytest.mark.parametrize(
    ("by", "title", "rows"),
    [
        ("day", "by day", 40),
        ("week", "by week", 6),
        ("month", "by month", 2),
        ("model", "by model", 2),
        ("command", "by command and skill", 1),
        ("session", "by session", 33),
    ],
)
def test_one_table_is_told_alone_and_whole(by: str, title: str, rows: int) -> None:
    text = printed(DAILY, *[SECOND] * 32, by=by)
    headline, block, unpriced = text.split("\n\n")
    assert headline.startswith("33 sessions · ")
    assert block.startswith(title)
    assert len(table_under(title, text)) == rows
    assert unpriced.startswith("unpriced: my-model")


def test_of_all_roots_each_folder_is_told_the_dearest_first() -> None:
    other = replace(FIRST, session=Session("cc", "/home/me/other"))
    sessions = Sessions(
        summaries=(FIRST, other, replace(other, session=Session("dd", "/home/me/other")))
    )
    assert "by folder" not in sessions_text.render(sessions, table(), now=NOW, width=120)
    text = sessions_text.render(replace(sessions, all_roots=True), table(), now=NOW, width=120)
    assert [(it[0], it[1], it[-1]) for it in table_under("by folder", text)] == [
        ("/home/me/other", "2", "$17.00"),
        ("/home/me/app", "1", "$8.50"),
    ]


def test_what_has_no_price_is_named() -> None:
    assert "unpriced: my-model" in printed(SECOND)
    assert "$0.00" not in printed(SECOND)


def test_many_sessions_are_cut_and_the_cut_is_told() -> None:
    many = [replace(FIRST, session=Session(f"{number:02}")) for number in range(33)]
    assert "3 older sessions not listed; --by session lists all" in printed(*many)


def test_unknown_records_are_told() -> None:
    assert "1 unknown record type: novelty (3)" in printed(FIRST, unknown=(("novelty", 3),))


def test_names_from_a_transcript_cannot_reach_the_terminal() -> None:
    hostile = replace(FIRST, usages=(replace(FIRST.usages[0], model="\x1b[31mred"),))
    assert "\x1b" not in printed(hostile)


def test_no_session_has_no_tables() -> None:
    assert printed() == "0 sessions · 0 turns · 0 requests · $0.00 · prompt cache –"


def test_files_that_cannot_be_read_are_told() -> None:
    sessions = Sessions(summaries=(FIRST,), backlog=Backlog(refused=2))
    printed = sessions_text.render(sessions, table(), now=NOW, width=120)
    assert "2 session files cannot be read" in printed

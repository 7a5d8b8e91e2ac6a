from __future__ import annotations

from dataclasses import replace

from collectors.session import TokenUse
from dashboard import units
from dashboard.analysis.sessions.context_growth import Step, growth
from dashboard.session_screens.context_panel import ContextPanel
from dashboard.sessions import Detail
from tests.dashboard.logbook import CURRENT, DETAIL, REQUESTS, with_sessions
from tests.dashboard.pieces import words


def a_panel(detail: Detail | None = DETAIL, failure: str = "") -> ContextPanel:
    panel = ContextPanel(1, "current")
    panel.set_reactive(ContextPanel.detail, detail)
    panel.set_reactive(ContextPanel.failure, failure)
    return panel


def drawn(panel: ContextPanel, width: int = 90, height: int = 9) -> list[str]:
    return str(panel.draw(with_sessions(), width, height)).splitlines()


def test_the_window_fills_by_each_prompt_of_the_session_itself_and_empties_by_compaction() -> None:
    own = [it for it in REQUESTS if not it.agent and not it.error and it.tokens.prompt_tokens]
    prompts = [Step(it.ended_at, it.tokens.prompt_tokens) for it in own]
    compaction = Step(DETAIL.compactions[0].at, 14_000, compacted_from=64_200)
    assert growth(DETAIL) == (*prompts[:-1], compaction, prompts[-1])


def test_a_compaction_of_unknown_size_is_no_step() -> None:
    unknown = tuple(replace(it, post_tokens=0) for it in DETAIL.compactions)
    assert not any(it.compacted_from for it in growth(replace(DETAIL, compactions=unknown)))


def test_steps_are_drawn_over_the_times_at_which_they_were_answered() -> None:
    *curve, signs, times, said = drawn(a_panel())
    assert curve[0].startswith("80k")
    assert "limit 800k ↑" in curve[0]
    assert signs.split() == ["◆"]
    steps = growth(DETAIL)
    assert times.split()[0] == units.clock(steps[0].at)
    assert times.split()[-1] == units.clock(steps[-1].at)
    assert said.startswith("◆ compacted 07:59:34 64.2k → 14k  began with 63.1k  largest 63.9k")


def test_the_sign_of_a_compaction_stands_beneath_what_it_left() -> None:
    curve, *_, signs, _times, _said = drawn(a_panel())
    steps = growth(DETAIL)
    at = next(number for number, step in enumerate(steps) if step.compacted_from)
    scale_cells = curve.index("80k") + len("80k ")
    share = (signs.index("◆") - scale_cells) / (90 - scale_cells)
    assert at / len(steps) <= share < (at + 1) / len(steps)


def test_between_two_prompts_there_is_no_slope() -> None:
    small, large = (
        replace(it, agent="", error="", tokens=TokenUse(tokens))
        for it, tokens in zip(REQUESTS, (10_000, 40_000), strict=False)
    )
    *curve, _, _ = drawn(a_panel(replace(DETAIL, requests=(small, large), compactions=())))
    columns = [*zip(*(row.ljust(90)[5:] for row in curve[1:]), strict=True)]
    assert len({*columns[:40]}) == 1
    assert len({*columns[45:]}) == 1
    assert columns[0] != columns[-1]


def test_the_headline_says_how_full_the_window_is() -> None:
    assert words(a_panel().headline(with_sessions())) == ["2.1 %", "21.1k of 1M"]


def test_what_is_not_known_is_said() -> None:
    assert drawn(a_panel(None)) == ["reading the session"]
    assert drawn(a_panel(None, "the store is gone")) == ["the store is gone"]
    assert drawn(a_panel(Detail(CURRENT))) == ["no prompt was answered yet"]
    assert a_panel(None).headline(with_sessions()) == ()


def test_a_long_session_stays_within_its_cells() -> None:
    many = tuple(
        replace(REQUESTS[0], id=str(number), ended_at=REQUESTS[0].ended_at + number * 1_000)
        for number in range(2_000)
    )
    lines = drawn(a_panel(replace(DETAIL, requests=many)), width=60)
    assert len(lines) == 9
    assert max(map(len, lines)) <= 60

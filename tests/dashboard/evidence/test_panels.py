"""What is known, both samples, and the blocks."""

from __future__ import annotations

from dataclasses import replace

import pytest

from collectors.model import Sample
from dashboard import units
from dashboard.analysis.alerting.concern import concerns
from dashboard.analysis.comparison.standing import Evidence, Standing
from dashboard.analysis.verdict import Verdict
from dashboard.evidence.blocks import BlocksPanel
from dashboard.evidence.facts import FactsPanel
from dashboard.evidence.panel import OVER, ConcernedPanel
from dashboard.evidence.samples import SamplesPanel
from dashboard.reading import Reading
from tests.dashboard.builders import a_series
from tests.dashboard.evidence.parts import drawn, the_concern
from tests.dashboard.harbor import SAVED
from tests.dashboard.pieces import words
from tests.dashboard.worse import CHECKS, COMMITTED, PLAN, RELEASE, STEPS, a_worse_reading

PANELS: tuple[type[ConcernedPanel], ...] = (FactsPanel, SamplesPanel, BlocksPanel)


def standing(standing: Standing, evidence: Evidence = Evidence.PASSIVE) -> Reading:
    """The load of the release command, told to stand otherwise."""
    reading = a_worse_reading()
    key = the_concern("load_seconds", RELEASE).key
    regressions = tuple(
        replace(it, standing=standing, evidence=evidence) if it.key == key else it
        for it in reading.verdict.regressions
    )
    snapshot = replace(reading.snapshot, comparisons=())
    return replace(
        reading, snapshot=snapshot, verdict=replace(reading.verdict, regressions=regressions)
    )


def test_the_facts_say_how_much_how_sure_and_since_what() -> None:
    said = drawn(FactsPanel, the_concern("load_seconds", RELEASE))
    assert "load time  3.1 → 3.7 ms" in said
    assert "19 % slower, between 17 and 21 %, 5 blocks in one process" in said
    assert f"save {units.clock(SAVED)} {CHECKS}" in said
    assert "default, commit 0a1b2c3" in said
    assert f"since {units.clock(SAVED)}, 13 s" in said


def test_a_commit_is_told_with_its_files() -> None:
    said = drawn(FactsPanel, the_concern("module_tokens", STEPS))
    assert f"commit 7fd2c1e Plan in smaller steps (Ada Brisk) {units.clock(COMMITTED)}" in said
    assert f"files     {STEPS}" in said


@pytest.mark.parametrize("kind", Standing)
def test_every_standing_says_what_it_means(kind: Standing) -> None:
    said = drawn(FactsPanel, the_concern("load_seconds", RELEASE), reading=standing(kind))
    assert "\nmeans     " in said


def test_the_facts_list_every_figure_of_the_same_edit() -> None:
    said = drawn(FactsPanel, the_concern("module_tokens", STEPS), size=(100, 20))
    assert "figure    own tokens  1,060 → 1,240 tokens" in said
    assert "along     full tokens  1,060 → 1,240 tokens  +17 %" in said
    assert f"full tokens of {PLAN}  5,054 → 5,234 tokens  +3.6 %" in said


def test_the_facts_say_which_limit_is_broken() -> None:
    said = drawn(FactsPanel, the_concern("full_tokens", RELEASE))
    assert "limit     it is over 40,000 tokens" in said


def test_a_move_names_its_counterpart() -> None:
    said = drawn(FactsPanel, the_concern("module_tokens", ".claude/rules/python.md"))
    assert "its counterpart is .claude/rules/commits.md" in said
    assert "nothing was added to the whole" in said


def test_what_was_silenced_says_until_when() -> None:
    said = drawn(FactsPanel, the_concern("load_peak_bytes", RELEASE))
    assert "quiet     silenced until" in said


def test_the_noise_of_this_machine_is_told_beside_times() -> None:
    reading = a_worse_reading()
    floor = a_series(Sample("noise_floor_ratio", 0.021).metric, [0.021])
    series = (*reading.snapshot.series, floor)
    known = replace(reading, snapshot=replace(reading.snapshot, series=series))
    said = drawn(FactsPanel, the_concern("load_seconds", RELEASE), reading=known)
    assert "equal contents seem to differ by up to 2.1 % here" in said


def test_an_alert_on_a_limit_says_value_limit_and_peak() -> None:
    said = drawn(FactsPanel, the_concern("cpu_ratio"))
    assert "72 % < 80 %" in said
    assert "peak      97 %" in said
    assert "alert " not in said


def test_what_is_no_more_says_so() -> None:
    gone = the_concern("load_seconds", RELEASE)
    quiet = replace(a_worse_reading(), verdict=Verdict())
    for panel in PANELS:
        assert drawn(panel, gone, reading=quiet, size=(90, 9)) == OVER
        assert panel(1, gone.key).headline(quiet) == ()


def test_both_samples_are_laid_over_each_other() -> None:
    said = drawn(SamplesPanel, the_concern("load_seconds", RELEASE))
    for rule in ("P50 then 3.1 ms", "P50 3.7 ms", "P95 4.1 ms"):
        assert rule in said
    assert "now, 50 loads" in said
    assert "baseline, 50 loads" in said


def test_an_exact_figure_is_shown_over_time_above_its_baseline() -> None:
    assert "baseline 2.2k" in drawn(SamplesPanel, the_concern("module_tokens", CHECKS))


def test_what_one_load_allocates_has_no_samples() -> None:
    said = drawn(SamplesPanel, the_concern("load_peak_bytes", RELEASE))
    assert "what it allocates" in said


def test_memory_is_not_called_exact_where_blocks_would_stand() -> None:
    said = drawn(BlocksPanel, the_concern("load_peak_bytes", RELEASE), size=(200, 9))
    assert said == "one load of each content tells what it allocates: nothing needs to be timed"


def test_an_alert_shows_its_series_and_its_limit() -> None:
    reading = a_worse_reading()
    known = concerns(reading.verdict, reading.snapshot).set_aside
    over = next(it for it in known if it.alert and it.regression is None)
    assert "limit 40k" in drawn(SamplesPanel, over)


def test_every_block_has_a_row() -> None:
    rows = drawn(BlocksPanel, the_concern("load_seconds", RELEASE)).splitlines()
    assert len(rows) == 1 + 5
    assert "3.1 ms     3.7 ms     ▲ +20 %" in rows[1]


def test_as_many_blocks_as_fit_are_shown() -> None:
    rows = drawn(BlocksPanel, the_concern("load_seconds", PLAN)).splitlines()
    assert len(rows) == 16


@pytest.mark.parametrize(
    ("reading", "said"),
    [
        (standing(Standing.SUSPECT), "in the next seconds"),
        (standing(Standing.ENVIRONMENT), "has not changed"),
        (standing(Standing.REGRESSION, Evidence.EXACT), "nothing needs to be timed"),
    ],
)
def test_without_blocks_it_says_why(reading: Reading, said: str) -> None:
    concern = the_concern("load_seconds", RELEASE)
    assert said in drawn(BlocksPanel, concern, reading=reading, size=(200, 9))


@pytest.mark.parametrize("panel", PANELS)
@pytest.mark.parametrize("size", [(1, 1), (20, 3), (38, 7), (156, 40)])
def test_no_size_is_too_small(panel: type[ConcernedPanel], size: tuple[int, int]) -> None:
    for metric, module in (("load_seconds", RELEASE), ("module_tokens", CHECKS), ("cpu_ratio", "")):
        rows = drawn(panel, the_concern(metric, module), size=size).splitlines()
        assert len(rows) <= size[1]


def test_titles_carry_what_matters() -> None:
    concern, reading = the_concern("load_seconds", RELEASE), a_worse_reading()
    heads = [words(panel(1, concern.key).headline(reading)) for panel in PANELS]
    assert heads[0] == ["! WARNING", "▲ regression"]
    assert heads[1][0] == "+19 % (+17 to +21 %)"
    assert heads[2] == ["5 old and new in turns"]


def test_a_title_over_samples_of_what_has_a_limit_says_how_far_it_is_from_it() -> None:
    limited = the_concern("cpu_ratio")
    assert words(SamplesPanel(3, limited.key).headline(a_worse_reading())) == ["72 % < 80 %"]

"""What a check prints on a terminal."""

from __future__ import annotations

from dataclasses import replace

from dashboard.analysis.alerting.alert import Severity
from dashboard.export import check_text
from tests.dashboard.export.outcomes import GROWN, KEPT, an_outcome

PAGE = """\
perfdash check: 2 failed, 1 noted, 1 passed
against default, commit 0a1b2c3d4e5f

FAILED
‼ critical  growth     commands/plan.md
                       2,104 → 2,735 tokens, +30 %
            cause      ffffffffffff Plan more (Ada), 2027-01-15: commands/plan.md
            again      perfdash check --no-timing
! warning   reference  commands/plan.md → steps.md
                       0 → 1 references
                       include-path: its target is not there
            where      commands/plan.md:12
            again      perfdash check --no-timing

NOTED
· info      load       load_seconds commands/plan.md
                       1.9 ms → 2.5 ms, 1.31× (1.05 to 1.62), 25 blocks, interleaved
                       cannot resolve 10 % here

perfdash baseline accept accepts what grew on this machine; \
this in perfdash.toml accepts it everywhere
[budget.accepted]
"commands/plan.md" = 2735"""


def test_each_failure_says_module_figures_cause_and_command() -> None:
    assert check_text.render(an_outcome()) == PAGE


def test_without_failures_the_summary_is_all() -> None:
    assert check_text.render(an_outcome(KEPT)).splitlines() == [
        "perfdash check: 0 failed, 0 noted, 1 passed",
        "against default, commit 0a1b2c3d4e5f",
    ]


def test_where_is_not_said_of_what_is_named_by_it_but_of_what_is_not() -> None:
    elsewhere = replace(GROWN, name="context used by a command")
    assert "where      commands/plan.md" in check_text.render(an_outcome(elsewhere))
    assert " where " not in check_text.render(an_outcome(GROWN))


def test_what_is_not_severe_enough_to_fail_is_noted() -> None:
    said = check_text.render(an_outcome(fail_on=Severity.CRITICAL))
    assert said.startswith("perfdash check: 1 failed, 2 noted")


def test_colour_adds_nothing_but_colour() -> None:
    coloured = check_text.render(an_outcome(), colour=True)
    for code in ("\x1b[1m", "\x1b[1;31m", "\x1b[1;33m", "\x1b[0m"):
        assert code in coloured
        coloured = coloured.replace(code, "")
    assert coloured == PAGE


def test_names_cannot_write_to_the_terminal() -> None:
    evil = "a\x1b]0;owned\x07\nFAILED\u202e.md"
    rendered = check_text.render(an_outcome(replace(GROWN, name=evil, module=evil, again=evil)))
    assert not {"\x1b", "\x07", "\u202e"} & set(rendered)
    assert rendered.splitlines().count("FAILED") == 1

from __future__ import annotations

from dataclasses import replace

from collectors.decision import Acknowledgement, Matching, Silence
from collectors.session import Rating, Scope
from dashboard import decisions, units
from dashboard.messages import Acknowledged, DecisionTaken, Rated, ScopeAsked, Silenced
from tests.dashboard.analysis.alerting.builders import an_alert
from tests.dashboard.builders import NOW

HOUR = 3_600_000


def a_silence(matching: Matching, *, until: int = NOW + HOUR) -> Silence:
    return Silence("s", NOW - HOUR, until, "dev", "known", matching)


def test_an_alert_is_acknowledged_as_bad_as_it_is() -> None:
    decided = decisions.acknowledged(an_alert("a"), at=NOW)
    assert decided.decisions == (Acknowledgement("a", NOW, "warning"),)
    assert decided.said == "acknowledged: busy"


def test_acknowledging_again_takes_it_back() -> None:
    decided = decisions.acknowledged(replace(an_alert("a"), acknowledged=True), at=NOW)
    assert decided.decisions == (Acknowledgement("a", NOW, ""),)
    assert decided.said.startswith("no longer acknowledged")


def test_a_silence_is_about_this_alert_alone_and_ends() -> None:
    decided = decisions.silenced(an_alert("a", core="2"), 8.0, at=NOW, silences=())
    (made,) = decided.decisions
    assert isinstance(made, Silence)
    assert made.matching == Matching("cpu_ratio", (("core", "2"),))
    assert made.until == NOW + 8 * HOUR
    assert decided.said == f"silenced until {units.moment(made.until, NOW)}: busy core=2"


def test_no_hours_end_every_silence_that_keeps_an_alert_quiet() -> None:
    over = a_silence(Matching("cpu_ratio"), until=NOW - 1)
    other = a_silence(Matching("load_average"))
    mine = (a_silence(Matching("cpu_ratio")), a_silence(Matching(severity="warning")))
    decided = decisions.silenced(an_alert("a"), 0.0, at=NOW, silences=(over, other, *mine))
    assert decided.decisions == tuple(replace(silence, until=NOW) for silence in mine)


def test_a_silence_cannot_be_about_an_alert_that_has_neither_metric_nor_labels() -> None:
    assert decisions.is_silenceable(an_alert("a"))
    assert not decisions.is_silenceable(an_alert("a", metric=""))


def test_a_rating_is_of_one_session_and_says_how_many_stars() -> None:
    decided = decisions.rated("abc", 4, at=NOW)
    assert decided.decisions == (Rating("abc", NOW, 4),)
    assert decided.said == "rated the session 4 of 5"


def test_sessions_of_all_roots_are_wanted_or_of_one_alone() -> None:
    assert decisions.scoped(all_roots=True).decisions == (Scope(all_roots=True),)
    assert "this root alone" in decisions.scoped(all_roots=False).said


def test_everything_that_can_be_decided_on_the_screen_is_written_down() -> None:
    alert, quiet = an_alert("a"), a_silence(Matching("cpu_ratio"))
    taken = (Acknowledged(alert), Silenced(alert, 0), Rated("s", 5), ScopeAsked(all_roots=True))
    assert {type(each) for each in taken} == {*DecisionTaken.__subclasses__()}
    for each in taken:
        assert decisions.decided(each, at=NOW, silences=(quiet,)).decisions

"""When a group of alerts is told."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from dashboard.analysis.alerting.alert import Alert, Severity
from dashboard.analysis.alerting.group import Group
from dashboard.notices.ledger import JOINING, Ledger
from tests.dashboard.analysis.alerting.builders import an_alert, told
from tests.dashboard.builders import NOW

REPEAT = 4 * 3_600_000
CRITICAL = an_alert("c", severity=Severity.CRITICAL)


def a_group(*alerts: Alert, name: str = "save 1") -> Group:
    return Group(name, alerts or (an_alert(),))


def due(ledger: Ledger, group: Group, *, after: int = 0) -> bool:
    return list(ledger.due([group], now=NOW + after, repeat=REPEAT)) == [group]


def having_told(*groups: Group) -> Ledger:
    firing = {key for group in groups for key in group.keys}
    return Ledger().after(groups, firing, now=NOW)


def test_a_new_group_is_told() -> None:
    assert due(Ledger(), a_group())


def test_a_group_that_was_told_is_not_told_again_until_it_is_repeated() -> None:
    ledger = having_told(a_group())
    assert not due(ledger, a_group(), after=REPEAT - 1)
    assert due(ledger, a_group(), after=REPEAT)


def test_a_group_that_got_worse_is_told_at_once() -> None:
    assert due(having_told(a_group()), a_group(CRITICAL))


def test_a_group_that_got_better_is_not_told() -> None:
    assert not due(having_told(a_group(CRITICAL)), a_group(an_alert("c")), after=1)


def test_what_joins_a_group_is_told_after_a_while() -> None:
    ledger, joined = having_told(a_group()), a_group(an_alert("a"), an_alert("b"))
    assert not due(ledger, joined, after=JOINING - 1)
    assert due(ledger, joined, after=JOINING)


def test_another_save_is_told_at_once_though_it_took_an_alert_along() -> None:
    ledger = having_told(a_group(an_alert("total"), an_alert("first")))
    assert due(ledger, a_group(an_alert("total"), an_alert("second"), name="save 2"))


def test_an_alert_that_a_later_save_took_along_is_no_news() -> None:
    ledger = having_told(a_group(an_alert("total"), an_alert("first")))
    assert not due(ledger, a_group(an_alert("total"), name="save 2"))


def test_an_alert_is_not_news_because_its_cause_is_forgotten() -> None:
    assert not due(having_told(a_group()), a_group(name="a"))


def test_a_restart_tells_nothing_again() -> None:
    ledger = Ledger.of([told()], now=NOW, repeat=REPEAT)
    assert not due(ledger, a_group(name="a"))


def test_a_restart_keeps_to_the_beat_of_repeats() -> None:
    line = told(at=NOW - REPEAT - 60_000)
    ledger = Ledger.of([line], now=NOW, repeat=REPEAT)
    assert not due(ledger, a_group(), after=REPEAT - 60_001)
    assert due(ledger, a_group(), after=REPEAT - 60_000)


def test_what_ended_before_a_restart_counts_as_new() -> None:
    assert due(Ledger.of([told(until=NOW)], now=NOW, repeat=REPEAT), a_group())


def test_a_group_is_over_when_nothing_of_it_fires() -> None:
    ledger = having_told(a_group(an_alert("a"), CRITICAL))
    assert list(ledger.over({"a"})) == []
    (over,) = ledger.over(set())
    assert (over.group, over.severity) == ("save 1", Severity.CRITICAL)


def test_what_is_over_is_forgotten() -> None:
    ledger = having_told(a_group()).after([], set(), now=NOW)
    assert ledger == Ledger()


@given(
    st.lists(st.sampled_from("abc"), min_size=1, unique=True),
    st.sampled_from(list(Severity)),
    st.integers(0, JOINING - 1),
)
def test_nothing_is_told_twice_within_moments(
    keys: list[str], severity: Severity, later: int
) -> None:
    group = a_group(*(replace(an_alert(key), severity=severity) for key in keys))
    assert not due(having_told(group), group, after=later)

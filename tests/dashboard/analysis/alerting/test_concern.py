from __future__ import annotations

from dataclasses import replace

from collectors.baseline import Commit
from collectors.model import Run, Trigger
from dashboard.analysis.alerting.alert import Alert
from dashboard.analysis.alerting.concern import Concern, Concerns, chapters, concerns
from dashboard.analysis.alerting.life import State
from dashboard.analysis.comparison.standing import Cause, Regression, Standing
from dashboard.analysis.verdict import Verdict
from dashboard.snapshot import Snapshot
from tests.dashboard.analysis.alerting.builders import MINUTE, an_alert, told
from tests.dashboard.analysis.differing import a_regression
from tests.dashboard.builders import NOW, a_snapshot
from tests.dashboard.worse import a_worse_reading

SAVE = Cause(NOW - MINUTE, paths=("a.md",))
COMMIT = Cause(NOW - 9 * MINUTE, "c0ffee", "Ada", "Plan", ("b.md",))


def found(
    *alerts: Alert,
    regressions: tuple[Regression, ...] = (),
    pending: tuple[Alert, ...] = (),
    snapshot: Snapshot | None = None,
) -> Concerns:
    verdict = Verdict(alerts, regressions, pending=pending)
    return concerns(verdict, snapshot or a_snapshot())


def keys(members: tuple[Concern, ...]) -> list[str]:
    return [concern.key for concern in members]


def test_an_alert_on_a_regression_is_told_once() -> None:
    it = found(an_alert("r"), regressions=(a_regression("r"),))
    assert keys(it.active) == ["r"]
    assert it.active[0].regression is not None
    assert it.unalerted == ()


def test_regressions_come_before_other_alerts() -> None:
    it = found(an_alert("a"), an_alert("r"), regressions=(a_regression("r"),))
    assert keys(it.active) == ["r", "a"]


def test_a_suspect_comes_before_other_alerts_too() -> None:
    suspect = a_regression("s", standing=Standing.SUSPECT)
    pending = an_alert("s", state=State.PENDING)
    assert keys(found(an_alert("a"), regressions=(suspect,), pending=(pending,)).active) == [
        "s",
        "a",
    ]


def test_what_was_seen_silenced_or_follows_is_set_aside() -> None:
    alerts = (
        replace(an_alert("seen"), acknowledged=True),
        replace(an_alert("quiet"), silenced=True),
        replace(an_alert("follows"), inhibited=True),
    )
    it = found(*alerts)
    assert it.active == ()
    assert keys(it.set_aside) == ["seen", "quiet", "follows"]


def test_a_difference_worth_no_alert_is_still_told() -> None:
    assert keys(found(regressions=(a_regression("r"),)).unalerted) == ["r"]


def test_a_difference_whose_alert_ended_is_told_among_the_others() -> None:
    it = found(an_alert("r", state=State.RESOLVED), regressions=(a_regression("r"),))
    assert keys(it.unalerted) == ["r"]
    assert keys(it.past) == ["r"]


def test_what_ended_is_told_once_whether_or_not_the_log_has_it() -> None:
    ended = an_alert("a", state=State.RESOLVED)
    snapshot = replace(a_snapshot(), alert_log=(told("a", until=NOW), told("b", until=NOW - 5)))
    assert keys(found(ended, snapshot=snapshot).past) == ["a", "b"]


def test_what_ended_twice_is_told_twice() -> None:
    log = (told("a", until=NOW - 9 * MINUTE), told("a", until=NOW))
    past = found(snapshot=replace(a_snapshot(), alert_log=log)).past
    assert [it.alert.until for it in past if it.alert] == [NOW, NOW - 9 * MINUTE]


def test_a_group_names_the_save_or_the_commit() -> None:
    snapshot = replace(
        a_snapshot(),
        saves=(Run(SAVE.at, Trigger.SAVE, SAVE.paths),),
        commits=(Commit("c0ffee", COMMIT.at, "Ada", "Plan", COMMIT.paths),),
    )
    alerts = (an_alert("a", group=f"save {SAVE.at}"), an_alert("b", group="commit c0ffee"))
    assert [it.cause for it in found(*alerts, snapshot=snapshot).active] == [SAVE, COMMIT]


def test_chapters_gather_what_has_one_cause() -> None:
    members = [
        Concern(regression=a_regression("1"), cause=SAVE),
        Concern(alert=an_alert("2")),
        Concern(regression=a_regression("3"), cause=COMMIT),
        Concern(regression=a_regression("4"), cause=replace(SAVE, paths=("z.md",))),
    ]
    told_of = chapters(members)
    assert [keys(chapter.concerns) for chapter in told_of] == [["1", "4"], ["3"], ["2"]]
    assert told_of[0].cause.paths == ("a.md", "z.md")


def test_nothing_is_lost_on_the_way_into_chapters() -> None:
    reading = a_worse_reading()
    it = concerns(reading.verdict, reading.snapshot)
    members = (*it.active, *it.set_aside, *it.unalerted)
    gathered = [concern for chapter in chapters(members) for concern in chapter.concerns]
    assert sorted(map(id, gathered)) == sorted(map(id, members))
    told = {part.key for concern in members for part in concern.parts}
    assert told == {it.key for it in reading.verdict.regressions}


def test_a_concern_is_found_by_its_key_wherever_it_stands() -> None:
    it = found(an_alert("a"), regressions=(a_regression("r"),))
    assert it.find("a") == it.active[0]
    assert it.find("r") == it.unalerted[0]
    assert it.find("none") is None

"""What `perfdash snapshot` prints."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import orjson

from collectors.baseline import Commit
from collectors.config import Config
from collectors.decision import Acknowledgement, Matching, Silence
from collectors.framework.module import Framework, Module
from collectors.model import Status
from collectors.threshold import Threshold
from dashboard.analysis.judgement import judge
from dashboard.export import snapshot_json
from dashboard.reading import Reading
from dashboard.snapshot import Snapshot
from tests.dashboard.analysis.pasts import a_baseline, a_framework, a_text
from tests.dashboard.builders import NOW, a_module, a_series, a_snapshot
from tests.dashboard.export.schemas import check

FRAMEWORK = Framework(
    root="/home/me/framework",
    modules=tuple(a_module(path) for path in ("fast.md", "never.md", "slow.md")),
)
LIMITS = Config(thresholds=(Threshold("load_seconds", 0.2, "warning"),))


SNAPSHOT = a_snapshot(
    a_series("load_seconds", [0.1], mode="cold", module="fast.md", phase="total"),
    a_series("load_seconds", [0.1, 0.3], mode="cold", module="slow.md", phase="total"),
    framework=FRAMEWORK,
)


def a_past(now: Module, *commits: Commit) -> Snapshot:
    """A module, held against a commit that had only a.md, of 100 tokens."""
    baseline = a_baseline(a_framework(a_text("a.md", 100)), revision="base")
    snapshot = a_snapshot(framework=a_framework(now))
    return replace(snapshot, baseline=baseline, commits=commits)


def document(snapshot: Snapshot = SNAPSHOT, config: Config = LIMITS) -> Any:
    reading = Reading(snapshot, judge(snapshot, config))
    decoded = orjson.loads(snapshot_json.render(reading, "1.2.3"))
    check(decoded, "snapshot.schema.json")
    return decoded


def test_it_says_when_by_what_and_of_what() -> None:
    taken = document()
    assert taken["taken_at"] == "2027-01-15T08:00:00.000Z"
    assert (taken["version"], taken["root"]) == ("1.2.3", "/home/me/framework")
    assert taken["window_seconds"] == 3_600


def test_a_metric_knows_its_unit_and_its_first_sample() -> None:
    metric = document()["metrics"][1]
    assert (metric["unit"], metric["count"], metric["latest"]) == ("seconds", 2, 0.3)
    assert metric["labels"]["module"] == "slow.md"
    assert metric["since"] == "2027-01-15T07:59:55.000Z"


def test_the_slowest_module_comes_first_and_the_unmeasured_last() -> None:
    modules = document()["modules"]
    assert [it["path"] for it in modules] == ["slow.md", "fast.md", "never.md"]
    assert [it["load_p50"] for it in modules] == [0.2, 0.1, None]
    assert [it["load_count"] for it in modules] == [2, 1, 0]


def test_health_counts_what_fires() -> None:
    health = document()["health"]
    assert health["alerts"] == {"info": 0, "warning": 1, "critical": 0}
    assert health["recording"] is True


def test_health_tells_the_grade_and_why() -> None:
    health = document()["health"]
    assert (health["grade"], health["met"], health["measured"]) == ("F", 0, 1)
    assert health["reasons"] == ["load_seconds of slow.md is 300 ms, should be at most 200 ms"]
    (target,) = health["targets"]
    assert (target["subject"], target["met"]) == ("slow.md", False)


def test_health_of_nothing_has_no_grade() -> None:
    assert document(Snapshot(NOW, 60))["health"]["grade"] is None


def test_bottlenecks_say_what_they_would_save() -> None:
    loads = (
        a_series("load_seconds", [0.1], mode="cold", module="fast.md", phase=phase)
        for phase in ("read", "total")
    )
    (bottleneck,) = document(a_snapshot(*loads, framework=FRAMEWORK))["health"]["bottlenecks"]
    assert (bottleneck["kind"], bottleneck["subject"]) == ("phase", "read")
    assert (bottleneck["saving"], bottleneck["share"]) == (0.1, 1.0)


def test_a_regression_tells_its_cause() -> None:
    commit = Commit("c0ffee", NOW, "Ann", "Say more", ("a.md",))
    (found, *_) = document(a_past(a_text("a.md", 300), commit))["regressions"]
    assert (found["standing"], found["severity"]) == ("regression", "critical")
    assert (found["baseline"], found["current"], found["ratio"]) == (100, 300, 3.0)
    assert found["cause"] == {
        "at": "2027-01-15T08:00:00.000Z",
        "after": None,
        "revision": "c0ffee",
        "author": "Ann",
        "subject": "Say more",
        "paths": ["a.md"],
    }


def test_what_nobody_knows_is_null() -> None:
    regressions = document(a_past(a_text("new.md", 9)))["regressions"]
    (new,) = [it for it in regressions if it["module"] == "new.md"]
    assert (new["ratio"], new["cause"], new["moved_to"]) == (None, None, None)


def test_a_commit_of_no_calendar_is_told_without_its_date() -> None:
    commit = Commit("c0ffee", -99_999_999_999_000, "Ann", "Say more", ("a.md",))
    (found, *_) = document(a_past(a_text("a.md", 300), commit))["regressions"]
    assert (found["cause"]["at"], found["cause"]["revision"]) == (None, "c0ffee")


def test_an_alert_tells_its_limit_and_when_it_began() -> None:
    (alert,) = document()["alerts"]
    assert (alert["value"], alert["peak"], alert["limit"]) == (0.3, 0.3, 0.2)
    assert (alert["until"], alert["firing"]) == (None, True)


def test_an_alert_without_a_metric_has_no_numbers() -> None:
    polling = replace(SNAPSHOT, statuses=(Status("watch", degraded=True, detail="polls"),))
    alert = document(polling)["alerts"][-1]
    assert (alert["value"], alert["since"], alert["detail"]) == (None, None, "polls")


def test_what_is_not_judged_yet_is_empty() -> None:
    taken = document()
    assert [taken["sessions"], taken["advice"]] == [[], []]


def test_without_a_baseline_there_are_no_regressions() -> None:
    assert document()["regressions"] == []


def test_an_empty_snapshot_is_valid() -> None:
    assert document(Snapshot(NOW, 60, recording=False))["metrics"] == []


def test_an_alert_tells_what_was_decided_about_it() -> None:
    (alert,) = document()["alerts"]
    assert (alert["state"], alert["acknowledged"], alert["silenced_until"]) == (
        "firing",
        False,
        None,
    )
    quiet = replace(
        SNAPSHOT,
        acknowledgements=(Acknowledgement(alert["key"], NOW, "warning"),),
        silences=(Silence("s", NOW - 1, NOW + 60_000, "dev", "known", Matching("load_seconds")),),
    )
    (alert,) = document(quiet)["alerts"]
    assert alert["acknowledged"] is True
    assert alert["silenced_until"] == "2027-01-15T08:01:00.000Z"


def test_a_pending_alert_says_so() -> None:
    waiting = Config(thresholds=(Threshold("load_seconds", 0.2, "warning", for_seconds=60),))
    (alert,) = document(SNAPSHOT, waiting)["alerts"]
    assert (alert["state"], alert["firing"]) == ("pending", False)


def test_an_alert_that_ended_says_so() -> None:
    over = a_series("load_seconds", [0.3, 0.1], mode="cold", module="slow.md", phase="total")
    (alert,) = document(a_snapshot(over, framework=FRAMEWORK))["alerts"]
    assert (alert["state"], alert["peak"]) == ("resolved", 0.3)
    assert alert["until"] == "2027-01-15T08:00:00.000Z"


def test_a_regression_names_the_alert_that_tells_of_it() -> None:
    taken = document(a_past(a_text("a.md", 300)))
    (alert,) = [it for it in taken["alerts"] if it["metric"] == "module_tokens"]
    of_module = [it for it in taken["regressions"] if it["module"] == "a.md"]
    assert {it["metric"] for it in of_module} > {"module_tokens", "full_tokens", "module_bytes"}
    assert {(it["alert"], it["state"]) for it in of_module} == {(alert["key"], "firing")}


def test_growth_worth_no_warning_is_called_growth_and_has_no_alert() -> None:
    (found, *_) = document(a_past(a_text("a.md", 101)))["regressions"]
    assert (found["standing"], found["severity"]) == ("growth", "info")
    assert (found["alert"], found["state"]) == (None, None)

"""What `perfdash snapshot` prints."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import orjson

from collectors.config import Config, Threshold
from collectors.model import Framework, Status
from dashboard.analysis.judgement import judge
from dashboard.export import snapshot_json
from dashboard.reading import Reading
from dashboard.snapshot import Snapshot
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


def document(snapshot: Snapshot = SNAPSHOT) -> Any:
    reading = Reading(snapshot, judge(snapshot, LIMITS))
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


def test_health_counts_what_fires() -> None:
    health = document()["health"]
    assert health["alerts"] == {"info": 0, "warning": 1, "critical": 0}
    assert (health["grade"], health["recording"]) == (None, True)


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
    assert [taken["regressions"], taken["sessions"], taken["advice"]] == [[], [], []]


def test_an_empty_snapshot_is_valid() -> None:
    assert document(Snapshot(NOW, 60, recording=False))["metrics"] == []

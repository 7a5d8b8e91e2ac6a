"""What a source said about one window of time."""

from __future__ import annotations

from collectors.framework.module import Framework
from tests.dashboard.builders import a_module, a_series, a_snapshot

SNAPSHOT = a_snapshot(
    a_series("load_seconds", [0.1], mode="cold", module="a.md"),
    a_series("load_seconds", [0.2, 0.3], mode="warm", module="a.md"),
    a_series("self_cpu_ratio", [0.01]),
    framework=Framework(modules=(a_module("a.md"),)),
)


def test_series_are_selected_by_metric_and_some_labels() -> None:
    assert len(list(SNAPSHOT.select("load_seconds"))) == 2
    (warm,) = SNAPSHOT.select("load_seconds", mode="warm")
    assert warm.values == (0.2, 0.3)


def test_what_was_not_measured_is_not_found() -> None:
    assert SNAPSHOT.find("load_seconds", mode="parallel") is None
    assert SNAPSHOT.latest("cpu_ratio") is None


def test_the_latest_value_is_the_last_in_time() -> None:
    assert SNAPSHOT.latest("load_seconds", mode="warm") == 0.3


def test_a_label_that_is_absent_is_empty() -> None:
    series = SNAPSHOT.find("load_seconds")
    assert series is not None
    assert (series.label("mode"), series.label("phase")) == ("cold", "")


def test_a_module_is_found_by_its_path() -> None:
    assert SNAPSHOT.module("a.md") == a_module("a.md")
    assert SNAPSHOT.module("b.md") is None


def test_equal_snapshots_are_equal_whatever_was_looked_up() -> None:
    again = a_snapshot(*SNAPSHOT.series, framework=SNAPSHOT.framework)
    assert list(again.select("self_cpu_ratio"))
    assert again == SNAPSHOT

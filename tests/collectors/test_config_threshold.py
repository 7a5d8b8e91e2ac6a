"""A limit of the user's takes the place of the one that has its name."""

from __future__ import annotations

from collectors.config_threshold import thresholds
from collectors.config_value import Toml
from collectors.threshold import DEFAULT_THRESHOLDS

_LIMIT: dict[str, Toml] = {"metric": "cpu_ratio", "limit": 0.5}


def test_a_named_threshold_replaces_the_default_of_that_name() -> None:
    set_here = thresholds(
        [{**_LIMIT, "name": "CPU", "labels": {"core": "0"}}], "here", DEFAULT_THRESHOLDS
    )
    (cpu,) = [threshold for threshold in set_here if threshold.name == "CPU"]
    assert (cpu.limit, cpu.labels, cpu.clear) == (0.5, (("core", "0"),), None)
    assert len(set_here) == len(DEFAULT_THRESHOLDS)


def test_an_alert_may_clear_at_its_limit() -> None:
    (set_here,) = thresholds([{**_LIMIT, "clear": 0.5}], "here", ())
    assert set_here.clear == set_here.limit


def test_a_threshold_without_a_name_stands_beside_the_defaults() -> None:
    assert thresholds([_LIMIT], "here", DEFAULT_THRESHOLDS)[:-1] == DEFAULT_THRESHOLDS

from __future__ import annotations

from dataclasses import replace

from dashboard import alert_words
from dashboard.analysis.alerting.concern import Concern
from tests.dashboard.analysis.alerting.builders import an_alert
from tests.dashboard.analysis.differing import a_regression


def test_a_concern_is_named_after_what_it_is_about() -> None:
    timed = Concern(regression=a_regression())
    busy = Concern(alert=an_alert("a", core="2"))
    assert alert_words.name(timed) == "load time of commands/plan.md"
    assert alert_words.name(busy) == "busy core=2"


def test_a_part_of_the_framework_is_told_by_what_is_wrong_with_it() -> None:
    title, labels = "framework_tokens against the baseline", (("part", "command"),)
    alert = replace(an_alert(), title=title, metric="framework_tokens", labels=labels)
    assert alert_words.about(alert) == "all command tokens against the baseline"
    named = replace(alert, title="too much")
    assert alert_words.about(named) == "too much part=command"


def test_what_is_worse_than_the_baseline_is_told_before_the_baseline() -> None:
    title, labels = "load_seconds against the baseline", (("module", "commands/plan.md"),)
    alert = replace(an_alert(), title=title, metric="load_seconds", labels=labels)
    assert alert_words.about(alert, "/plan") == "load time of /plan against the baseline"


def test_a_breach_says_its_unit_once_and_the_worst_of_it() -> None:
    tokens = replace(an_alert(), value=41_250, limit=40_000, peak=41_250, unit="tokens")
    assert alert_words.breach(tokens) == "41,250 > 40,000 tokens"
    assert alert_words.peak(tokens) == "peak 41,250 tokens"
    hits = replace(tokens, value=0.5, limit=0.7, peak=0.4, unit="ratio")
    assert (alert_words.breach(hits), alert_words.peak(hits)) == ("50 % < 70 %", "lowest 40 %")
    assert alert_words.breach(replace(tokens, limit=None)) == ""

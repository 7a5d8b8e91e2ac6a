"""What `perfdash metrics` prints."""

from __future__ import annotations

from click.testing import CliRunner

from collectors.metrics import METRICS, Better, Metric
from dashboard.cli import cli
from dashboard.export import metrics_text

WAIT = Metric("wait_seconds", "seconds", Better.LESS, "How long one waits. " * 5, ("who", "why"))


def test_a_metric_is_named_with_labels_unit_and_direction() -> None:
    first = metrics_text.render([WAIT], width=80).splitlines()[0]
    assert first == "wait_seconds{who,why}  (seconds, less is better)"


def test_what_it_means_is_wrapped() -> None:
    lines = metrics_text.render([WAIT], width=60).splitlines()
    assert len(lines) > 2
    assert max(map(len, lines)) <= 60


def test_every_metric_is_printed() -> None:
    printed = CliRunner().invoke(cli, ["metrics"]).stdout
    assert [metric.name for metric in METRICS if metric.help.split()[0] not in printed] == []
    assert all(metric.name in printed for metric in METRICS)

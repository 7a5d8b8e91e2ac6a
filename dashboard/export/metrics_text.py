"""The catalogue of metrics as paragraphs, for `perfdash metrics`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from textwrap import wrap

from collectors.metrics import Better, Metric

_INDENT = "    "


def render(metrics: Iterable[Metric], *, width: int) -> str:
    """Name each metric with its labels and unit; say below what it means."""
    return "\n".join(line for metric in metrics for line in _lines(metric, width))


def _lines(metric: Metric, width: int) -> Iterator[str]:
    labels = f"{{{','.join(metric.labels)}}}" if metric.labels else ""
    better = "" if metric.better is Better.NEITHER else f", {metric.better} is better"
    yield f"{metric.name}{labels}  ({metric.unit}{better})"
    yield from wrap(metric.help, width, initial_indent=_INDENT, subsequent_indent=_INDENT)

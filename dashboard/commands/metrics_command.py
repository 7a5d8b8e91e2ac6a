"""The `perfdash metrics` command."""

from __future__ import annotations

import click

from dashboard.arguments import page_width


@click.command()
def metrics() -> None:
    """Print every metric: unit, which way is better, what it means."""
    from collectors.metrics import METRICS
    from dashboard.export import metrics_text

    click.echo(metrics_text.render(METRICS, width=page_width()))

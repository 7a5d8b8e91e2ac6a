"""The `perfdash collect` command."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from collectors import config_file
from dashboard.arguments import root_argument
from dashboard.safe_text import safe_text

if TYPE_CHECKING:
    from collectors.model import Run


@click.command()
@root_argument
@click.option("--once/--no-once", help="Measure one round and stop.")
@click.option("--otlp/--no-otlp", default=None, help="Listen for Claude Code's telemetry.")
def collect(root: Path, *, once: bool, otlp: bool | None) -> None:
    """Measure without a screen, until interrupted."""
    if once and otlp:
        raise click.UsageError("--once ends at once; leave out --once or --otlp")
    from dashboard.commands import headless
    from dashboard.commands.interruption import Interruption
    from dashboard.commands.listening import Listening

    config = config_file.settings(root).config
    if otlp is not None:
        config = replace(config, sessions=replace(config.sessions, otlp=otlp))
    if once:
        for run in headless.collect_once(root, config):
            _tell(run)
        return
    stopped = Interruption()
    stopped.hear()
    click.echo(f"recording {safe_text(str(root))}; interrupt to stop", err=True)
    listening = Listening(root, _say)

    def told(run: Run) -> None:
        _tell(run)
        if config.sessions.otlp:
            listening.on_run(run)

    headless.collect(root, config, stopped=stopped, on_run=told, on_hindrance=_tell_hindrance)


def _say(words: str) -> None:
    click.echo(safe_text(words, cells=200), err=True)


def _tell_hindrance(hindrance: str) -> None:
    _say(f"not recording: {hindrance}" if hindrance else "recording again")


def _tell(run: Run) -> None:
    """Narrate what went wrong in a run."""
    for failure in run.failures:
        click.echo(f"{failure.collector}: {safe_text(failure.error)}", err=True)

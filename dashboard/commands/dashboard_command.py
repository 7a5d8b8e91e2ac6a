"""The `perfdash dashboard` command, which is also what `perfdash` without a command is."""

from __future__ import annotations

from pathlib import Path

import click

from collectors import config_file
from collectors.config import Config
from collectors.config_layer import Layer, apply
from dashboard.arguments import root_argument
from dashboard.ending import of_screen


@click.command()
@root_argument
@click.option("--pid", type=click.IntRange(min=1), help="The dev session's process.")
@click.option("--refresh", type=float, help="Seconds between readings.")
@click.option("--collect/--no-collect", default=True, help="Measure, or only view what is stored.")
def dashboard(root: Path, pid: int | None, refresh: float | None, *, collect: bool) -> int:
    """Open the dashboard; `perfdash PATH` is short for it."""
    from dashboard.launch import launch

    config = config_file.settings(root).config
    if pid is not None:
        config = _with_flag(config, "--pid", "session_pid", pid)
    if refresh is not None:
        config = _with_flag(config, "--refresh", "refresh_seconds", refresh)
    return of_screen(launch(root, config, collect=collect))


def _with_flag(config: Config, flag: str, key: str, value: float) -> Config:
    """A configuration with a flag's value, which is checked as the files' values are."""
    return apply(config, Layer(flag, {"dashboard": {key: value}}))

"""The `perfdash doctor` command."""

from __future__ import annotations

from pathlib import Path

import click

from dashboard.arguments import root_argument


@click.command()
@root_argument
def doctor(root: Path) -> None:
    """Print versions, places, limits, and what is degraded."""
    from dashboard.commands.doctor import examine

    for line in examine(root):
        click.echo(line)

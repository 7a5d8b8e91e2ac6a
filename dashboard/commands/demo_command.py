"""The `perfdash demo` command."""

from __future__ import annotations

import click

from collectors.config import Config
from dashboard.ending import of_screen


@click.command()
def demo() -> int:
    """Open the dashboard on a bundled framework that edits itself."""
    from dashboard import launch
    from dashboard.commands.interruption import tidily

    config = Config()
    with tidily(), launch.demo_ground() as root:
        if launch.on_a_terminal():
            return of_screen(launch.launch_demo(root, config))
        from dashboard.commands import scanning
        from dashboard.commands.scan_command import report

        click.echo("there is no terminal here: a report in place of the dashboard", err=True)
        report(scanning.scan(root, config), config)
        return 0

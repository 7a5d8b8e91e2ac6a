"""The `perfdash scan` command."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from collectors import config_file
from dashboard import garbage
from dashboard.arguments import may_colour, page_width, root_argument

if TYPE_CHECKING:
    from collectors.config import Config
    from collectors.framework.module import Framework


@click.command()
@root_argument
@click.option("--json/--no-json", "as_json", help="Print perfdash.scan/1 instead of a report.")
def scan(root: Path, *, as_json: bool) -> None:
    """Print what a framework is made of and what it costs in tokens."""
    with garbage.unsearched():
        from dashboard.commands import scanning
        from dashboard.export import scan_json

        config = config_file.settings(root).config
        framework = scanning.scan(root, config)
        if as_json:
            click.echo(scan_json.render(framework))
        else:
            report(framework, config)


def report(framework: Framework, config: Config) -> None:
    """Print it for people."""
    from dashboard.export import scan_text

    click.echo(scan_text.render(framework, config, width=page_width(), colour=may_colour()))

"""The `perfdash snapshot` command."""

from __future__ import annotations

from pathlib import Path

import click

from collectors import __version__, config_file
from dashboard.arguments import TEXT, root_argument


@click.command()
@root_argument
@click.option("-o", "--output", type=TEXT, metavar="FILE", help="A file to write it to.")
@click.option("--collect/--no-collect", default=True, help="Measure first when nobody does.")
def snapshot(root: Path, output: str | None, *, collect: bool) -> None:
    """Print or write what is known now, as perfdash.snapshot/1 JSON."""
    from dashboard.commands import headless
    from dashboard.export import file, snapshot_json

    reading = headless.take_reading(root, config_file.settings(root).config, collect=collect)
    rendered = snapshot_json.render(reading, __version__)
    if output is None or output == "-":
        click.echo(rendered)
    else:
        file.write(Path(output), rendered)
        click.echo(f"wrote {output}", err=True)

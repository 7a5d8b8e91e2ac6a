"""The `perfdash snapshot` command."""

from __future__ import annotations

from pathlib import Path

import click

from collectors import __version__, config_file
from dashboard.arguments import root_argument


@click.command()
@root_argument
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="A file.")
@click.option("--collect/--no-collect", default=True, help="Measure first when nobody does.")
def snapshot(root: Path, output: Path | None, *, collect: bool) -> None:
    """Print or write what is known now, as perfdash.snapshot/1 JSON."""
    from dashboard.commands import headless
    from dashboard.export import file, snapshot_json

    reading = headless.take_reading(root, config_file.settings(root).config, collect=collect)
    rendered = snapshot_json.render(reading, __version__)
    if output is None or output == Path("-"):
        click.echo(rendered)
    else:
        file.write(output, rendered)
        click.echo(f"wrote {output}", err=True)

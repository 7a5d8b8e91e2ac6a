"""The `perfdash prices` command."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import click

from collectors import config_file
from dashboard.arguments import page_width, root_argument
from dashboard.safe_text import safe_text


@click.command()
@root_argument
@click.option("--update/--no-update", help="Take newer prices from genai-prices first.")
@click.option("--json/--no-json", "as_json", help="Print perfdash.prices/1 instead of a table.")
def prices(root: Path, *, update: bool, as_json: bool) -> None:
    """Print what tokens cost by model and date, and who says so."""
    from collectors.prices import place
    from collectors.prices.own import with_own
    from dashboard.export import prices_json, prices_text

    if update:
        _update()
    table = with_own(place.table(), config_file.settings(root).config.prices)
    if table.note:
        click.echo(f"the prices that came with perfdash: {safe_text(table.note)}", err=True)
    if as_json:
        click.echo(prices_json.render(table))
    else:
        click.echo(prices_text.render(table, width=page_width()))


def _update() -> None:
    """Write the prices of the library that is installed into the user's folder."""
    from collectors.prices import export, place

    found = export.document(datetime.now(UTC).date())
    path = place.keep(found)
    click.echo(f"wrote {path}: {found.source}", err=True)
    if found.release < place.shipped().release:
        click.echo(
            f"those that came with perfdash are of {place.shipped().source} and stay in force;"
            " upgrade genai-prices for newer ones",
            err=True,
        )

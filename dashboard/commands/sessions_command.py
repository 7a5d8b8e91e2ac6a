"""The `perfdash sessions` command."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from collectors import config_file
from collectors.sessions.config_dirs import config_dirs
from dashboard import garbage
from dashboard.arguments import page_width, root_argument
from dashboard.safe_text import safe_text
from dashboard.since import began

if TYPE_CHECKING:
    from collectors.config import Config
    from collectors.prices.table import PriceTable
    from dashboard.sessions import Sessions


class _Moment(click.ParamType[int]):
    name = "when"

    def convert(
        self, value: str | int, param: click.Parameter | None, ctx: click.Context | None
    ) -> int:
        """Unix milliseconds."""
        if isinstance(value, int):
            return value
        try:
            return began(value, _now())
        except ValueError as error:
            self.fail(str(error), param, ctx)


@click.command()
@root_argument
@click.option("--all/--no-all", "all_roots", help="Those of every folder, not of this one alone.")
@click.option("--since", type=_Moment(), metavar="WHEN", default=0, help="24h, 7d, or a date.")
@click.option("--json/--no-json", "as_json", help="Print perfdash.sessions/1 instead of tables.")
def sessions(root: Path, *, all_roots: bool, since: int, as_json: bool) -> None:
    """Print what sessions of Claude Code spent, waited for and cached.

    A turn or command succeeded when the model itself ended it, no request failed for good, and
    nobody interrupted.
    """
    from collectors.prices import place
    from collectors.prices.own import with_own
    from dashboard.commands.narration import Narration
    from dashboard.commands.sessions import take_sessions

    config = config_file.settings(root).config
    with garbage.unsearched():
        found = take_sessions(
            root, config, all_roots=all_roots, since=since, now=_now(), on_step=Narration()
        )
        prices = with_own(place.table(), config.prices)
        click.echo(_rendered(found, prices, as_json=as_json))
    if not found.summaries:
        click.echo(
            f"perfdash: {_why_none(root, config, all_roots=all_roots, since=since)}", err=True
        )


def _rendered(found: Sessions, prices: PriceTable, *, as_json: bool) -> str | bytes:
    if as_json:
        from dashboard.export import sessions_json

        return sessions_json.render(found, prices)
    from dashboard.export import sessions_text

    return sessions_text.render(found, prices, now=_now(), width=page_width())


def _why_none(root: Path, config: Config, *, all_roots: bool, since: int) -> str:
    """Where sessions were looked for, so that it is seen what was asked wrongly."""
    if not config.sessions.enabled:
        return "sessions are not read: sessions.enabled is false"
    places = ", ".join(safe_text(str(it)) for it in config_dirs(named=config.sessions.config_dirs))
    whose = "of any folder" if all_roots else f"in {safe_text(str(root.resolve()))} or below"
    others = "" if all_roots else "; --all tells of those of every folder"
    when = " since then" if since else ""
    return f"no session {whose}{when} was found in {places}, or is kept from before{others}"


def _now() -> int:
    return time.time_ns() // 1_000_000

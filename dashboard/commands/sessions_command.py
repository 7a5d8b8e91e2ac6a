"""The `perfdash sessions` command."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from collectors import config_file
from collectors.sessions.config_dirs import config_dirs
from dashboard import garbage
from dashboard.arguments import page_width, root_argument
from dashboard.safe_text import safe_text
from dashboard.since import began, ended
from dashboard.sources.span import ALWAYS, FOREVER, Span

if TYPE_CHECKING:
    from collectors.config import Config
    from collectors.prices.table import PriceTable
    from dashboard.sessions import Sessions


_GROUPS = ("day", "week", "month", "model", "command", "session")


class _Moment(click.ParamType[int]):
    name = "when"

    def __init__(self, told: Callable[[str, int], int]) -> None:
        """Take what a text and now make a moment of."""
        self._told = told

    def convert(
        self, value: str | int, param: click.Parameter | None, ctx: click.Context | None
    ) -> int:
        """Unix milliseconds."""
        if isinstance(value, int):
            return value
        try:
            return self._told(value, _now())
        except ValueError as error:
            self.fail(str(error), param, ctx)


@click.command()
@root_argument
@click.option("--all/--no-all", "all_roots", help="Those of every folder, not of this one alone.")
@click.option("--since", type=_Moment(began), metavar="WHEN", default=0, help="24h, 7d, or a date.")
@click.option(
    "--until",
    type=_Moment(ended),
    metavar="WHEN",
    default=FOREVER,
    help="The same; a date counts as a whole.",
)
@click.option("--by", type=click.Choice(_GROUPS), help="That table alone, and all of it.")
@click.option("--json/--no-json", "as_json", help="Print perfdash.sessions/1 instead of tables.")
def sessions(
    root: Path, *, all_roots: bool, since: int, until: int, by: str | None, as_json: bool
) -> None:
    """Print what sessions of Claude Code spent and waited for.

    A turn or command succeeded when the model itself ended it, no request failed for good, and
    nobody interrupted.
    """
    if by and as_json:
        raise click.UsageError("--by is for tables; --json tells all at once")
    if until <= since:
        raise click.UsageError("--until is before --since")
    config, span = config_file.settings(root).config, Span(since, until)
    with garbage.unsearched():
        from collectors.prices import place
        from collectors.prices.own import with_own
        from dashboard.commands.narration import Narration
        from dashboard.commands.sessions import take_sessions

        found = take_sessions(
            root,
            config,
            all_roots=all_roots,
            span=span,
            now=_now(),
            on_step=Narration(),
            on_asked=_say_who_reads,
        )
        prices = with_own(place.table(), config.prices)
        click.echo(_rendered(found, prices, by=by or "", as_json=as_json))
    if not found.summaries:
        told = _why_none(root, config, all_roots=all_roots, bounded=span != ALWAYS)
        click.echo(f"perfdash: {told}", err=True)


def _say_who_reads() -> None:
    click.echo(
        "perfdash: another perfdash records here; it was asked to read and show the sessions of"
        " every folder from now on (o in its sessions takes that back), so some may be missing yet",
        err=True,
    )


def _rendered(found: Sessions, prices: PriceTable, *, by: str, as_json: bool) -> str | bytes:
    if as_json:
        from dashboard.export import sessions_json

        return sessions_json.render(found, prices)
    from dashboard.export import sessions_text

    return sessions_text.render(found, prices, now=_now(), width=page_width(), by=by)


def _why_none(root: Path, config: Config, *, all_roots: bool, bounded: bool) -> str:
    """Where sessions were looked for, so that it is seen what was asked wrongly."""
    if not config.sessions.enabled:
        return "sessions are not read: sessions.enabled is false"
    places = ", ".join(safe_text(str(it)) for it in config_dirs(named=config.sessions.config_dirs))
    whose = "of any folder" if all_roots else f"in {safe_text(str(root.resolve()))} or below"
    others = "" if all_roots else "; --all tells of those of every folder"
    when = " of that time" if bounded else ""
    return f"no session {whose}{when} was found in {places}, or is kept from before{others}"


def _now() -> int:
    return time.time_ns() // 1_000_000

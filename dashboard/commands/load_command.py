"""The `perfdash load` command."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from collectors import config_file
from collectors.errors import PerfdashError
from dashboard.arguments import TEXT, page_width, root_option
from dashboard.safe_text import safe_text

if TYPE_CHECKING:
    from collectors.loading.runs import Skipped
    from collectors.loading.timing import LoadTiming


@click.command()
@click.argument("targets", nargs=-1, type=TEXT, metavar="[TARGET]...")
@root_option
@click.option(
    "--rounds",
    default=20,
    show_default=True,
    type=click.IntRange(1, 1_000),
    help="How often each is loaded in each mode.",
)
@click.option("--json/--no-json", "as_json", help="Print perfdash.load/1 instead of a table.")
def load(targets: tuple[str, ...], root: Path, rounds: int, *, as_json: bool) -> None:
    """Time loads of commands or modules.

    A TARGET is a path, a name or a glob; without one, every command is loaded.
    """
    from dashboard.commands import scanning
    from dashboard.export import load_json, load_text

    config = config_file.settings(root).config
    count, loads = scanning.load(root, config, targets, rounds=rounds)
    timings = list(_timed(loads, count))
    if not timings:
        raise PerfdashError("nothing could be loaded")
    render = load_json.render if as_json else partial(load_text.render, width=page_width())
    click.echo(render(timings))


def _timed(loads: Iterable[LoadTiming | Skipped], count: int) -> Iterator[LoadTiming]:
    """Show on stderr how far it is, once it takes longer than a second; say what was skipped."""
    from collectors.loading.timing import LoadTiming

    began = time.monotonic()
    with click.progressbar(length=count, label="loading", file=sys.stderr, hidden=True) as bar:
        for loaded in loads:
            bar.hidden = time.monotonic() - began < 1 or not sys.stderr.isatty()
            bar.update(1)
            if isinstance(loaded, LoadTiming):
                yield loaded
            else:
                click.echo(f"skipped {safe_text(f'{loaded.path}: {loaded.reason}')}", err=True)

"""The `perfdash trust` command."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from collectors import config_file
from collectors.errors import TrustError
from dashboard.arguments import root_argument
from dashboard.safe_text import safe_text

if TYPE_CHECKING:
    from collectors.trust import Grant
    from collectors.wish import Wish

_IN_FULL = 1 << 20


@click.command()
@root_argument
@click.option("--yes/--no-yes", help="Trust it without being asked.")
@click.option("--list/--no-list", "lists", help="Print everything you trust, and change nothing.")
@click.option("--revoke/--no-revoke", help="Trust nothing in this folder any longer.")
def trust(root: Path, *, yes: bool, lists: bool, revoke: bool) -> None:
    """Show what a repository wants executed or sent, and trust it.

    You are asked first. Trust is in exactly what is shown of the repository's configuration, and is
    asked for again when any of it changes.
    """
    if yes + lists + revoke > 1:
        raise click.UsageError("choose one of --yes, --list and --revoke")
    from collectors.trust import Trust

    if lists:
        _list(Trust.of_user().grants())
    elif revoke:
        _revoke(root)
    else:
        _ask(root, yes=yes)


def _ask(root: Path, *, yes: bool) -> None:
    from collectors.trust import Trust

    wishes = config_file.settings(root).config.wishes
    waiting = tuple(wish for wish in wishes if not wish.trusted)
    for wish in wishes:
        click.echo("\n".join((*_described(wish), *_programs(wish))))
    if not waiting:
        said = "you trust this already" if wishes else "nothing here wants to be executed or sent"
        click.echo(said, err=True)
        return
    if not yes and not _is_agreed(root):
        raise TrustError("nothing was trusted, and nothing of it will be executed or sent")
    Trust.of_user().grant(waiting, at=round(time.time() * 1000))
    click.echo("trusted; perfdash trust --revoke takes it back", err=True)


def _is_agreed(root: Path) -> bool:
    if not sys.stdin.isatty():
        raise TrustError(f"nobody can be asked here: perfdash trust --yes {root}")
    return click.confirm("Trust exactly this?", default=False, err=True)


def _revoke(root: Path) -> None:
    from collectors.trust import Trust

    revoked = Trust.of_user().revoke(root)
    for grant in revoked:
        click.echo(f"no longer trusted: {_shown(grant.wish.path)} {grant.wish.key}", err=True)
    if not revoked:
        click.echo(f"nothing in {_shown(str(root))} was trusted", err=True)


def _list(grants: tuple[Grant, ...]) -> None:
    from collectors.trust import renewed
    from dashboard.export.document import moment

    for grant in grants:
        click.echo("\n".join(_described(grant.wish)))
        changed = renewed(grant.wish).digest != grant.wish.digest
        said = "; it has changed since, and is asked for again" if changed else ""
        click.echo(f"  trusted since {moment(grant.at)}{said}")
    if not grants:
        click.echo("you trust nothing yet", err=True)


def _described(wish: Wish) -> tuple[str, ...]:
    """All that would be executed or sent: each word on a line of its own, none shortened."""
    from collectors.trust import files_named

    named = files_named(wish)
    return (
        f"{_shown(wish.path)} wants {wish.key}:",
        *(f"    {_shown(word)}" for word in wish.words),
        *(f"  with the file beside it {_shown(word)}, as it is now" for word in named),
    )


def _programs(wish: Wish) -> Iterator[str]:
    """Every line of the files beside it that a command names, for they are trusted too."""
    from collectors.framework.regular_file import FileRead, read
    from collectors.trust import files_named

    for word in files_named(wish):
        found = read(os.path.realpath(Path(wish.path).parent / word), word)
        if isinstance(found, FileRead):
            yield f"  {_shown(word)} says:"
            lines = found.content.decode("utf-8", "backslashreplace").splitlines()
            yield from (f"    │ {_shown(line)}" for line in lines)
        else:
            yield f"  {_shown(word)} cannot be shown, look at it yourself: {_shown(found.detail)}"


def _shown(text: str) -> str:
    return safe_text(text, cells=_IN_FULL)

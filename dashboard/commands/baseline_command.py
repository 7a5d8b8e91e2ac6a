"""The `perfdash baseline` commands."""

from __future__ import annotations

from pathlib import Path

import click

from collectors import config_file
from collectors.baseline import DEFAULT_NAME, NONE_YET
from collectors.baselines.requests import Action, Request
from dashboard.arguments import TEXT, page_width, root_option
from dashboard.safe_text import safe_text


@click.group()
def baseline() -> None:
    """Keep what the framework was, to hold later versions against it."""


@baseline.command("pin")
@click.argument("name", default=DEFAULT_NAME, type=TEXT, metavar="[NAME]")
@click.option(
    "--revision", type=TEXT, metavar="REV", help="A commit, instead of the files as they are."
)
@root_option
def pin(name: str, revision: str | None, root: Path) -> None:
    """Keep the framework's texts, figures and load times as a baseline."""
    from dashboard.commands.yardstick import NOTHING

    if name == NOTHING:
        raise click.UsageError(
            f"`check --against {NOTHING}` means no baseline; choose another name"
        )
    _ask(root, Request(Action.PIN, name, revision=revision or ""))


@baseline.command("list")
@root_option
def list_baselines(root: Path) -> None:
    """Print which baselines there are."""
    from dashboard.commands import baselines
    from dashboard.export import baseline_text

    found = baselines.baselines(root)
    if found:
        click.echo(baseline_text.render_all(found, width=page_width()))
    else:
        click.echo(NONE_YET, err=True)


@baseline.command("show")
@click.argument("name", default=DEFAULT_NAME, type=TEXT, metavar="[NAME]")
@root_option
def show(name: str, root: Path) -> None:
    """Print where a baseline came from and which tokens it records."""
    from dashboard.commands import baselines
    from dashboard.export import baseline_text

    click.echo(baseline_text.render(baselines.baseline(root, name), width=page_width()))


@baseline.command("drop")
@click.argument("name", type=TEXT)
@root_option
def drop(name: str, root: Path) -> None:
    """Forget a baseline; the default one is soon made again by itself."""
    _ask(root, Request(Action.DROP, name))


@baseline.command("accept")
@click.argument("keys", nargs=-1, type=TEXT, metavar="[KEY]...")
@click.option("--name", default=DEFAULT_NAME, type=TEXT, show_default=True, help="The baseline.")
@root_option
def accept(keys: tuple[str, ...], name: str, root: Path) -> None:
    """Let the token figures of now stand for the baseline's own.

    A KEY is `startup`, `total`, `kind:command` or another kind, or a module's path; without one,
    all that grew is accepted.
    """
    _ask(root, Request(Action.ACCEPT, name, keys=keys))


def _ask(root: Path, request: Request) -> None:
    from dashboard.commands import baselines

    said = baselines.ask(root, config_file.settings(root).config, request, on_wait=_tell)
    click.echo(safe_text(said), err=True)


def _tell(process: int) -> None:
    who = f"process {process}" if process > 0 else "another perfdash"
    click.echo(f"{who} records here; waiting for it to do that", err=True)

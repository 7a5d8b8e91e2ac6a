"""The `perfdash check` command."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from collectors import __version__, config_file
from dashboard.arguments import TEXT, may_colour, root_argument
from dashboard.ending import BREACHED
from dashboard.safe_text import safe_text

if TYPE_CHECKING:
    from dashboard.analysis.gating.ruling import Outcome

FORMATS = ("text", "json", "markdown", "junit", "github")


@click.command()
@root_argument
@click.option(
    "--against",
    type=TEXT,
    metavar="REV|NAME",
    help="A commit or a baseline; `none` checks limits alone. By default the default baseline,"
    " else the merge base with the main branch.",
)
@click.option(
    "--fail-on",
    type=click.Choice(["warning", "critical"]),
    default="warning",
    show_default=True,
    help="The mildest that fails.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    default="text",
    show_default=True,
    help="For people, programs, a pull request, CI servers, or the lines of a workflow's changes.",
)
@click.option("--timing/--no-timing", default=True, help="Time what loads other content now.")
def check(root: Path, against: str | None, fail_on: str, form: str, *, timing: bool) -> int:
    """Fail when a framework costs more than it did, or than it may.

    Exit code 1 means that it does, 2 that nobody can tell.
    """
    from dashboard.analysis.alerting.alert import Severity
    from dashboard.analysis.gating.ruling import Terms
    from dashboard.commands import check as checking

    config = config_file.settings(root).config
    terms = Terms(_as_named(root), against or "", Severity(fail_on))
    outcome = checking.check(root, config, terms, timing=timing, tell=_tell)
    click.echo(_rendered(outcome, form, root))
    return BREACHED if outcome.failed else 0


def _rendered(outcome: Outcome, form: str, root: Path) -> str | bytes:
    from dashboard.export import check_github, check_json, check_junit, check_markdown, check_text

    match form:
        case "json":
            return check_json.render(outcome, __version__)
        case "markdown":
            return check_markdown.render(outcome)
        case "junit":
            return check_junit.render(outcome)
        case "github":
            return check_github.render(outcome, prefix=_within_repository(root))
        case _:
            return check_text.render(outcome, colour=may_colour())


def _as_named(root: Path) -> str:
    """The folder as a command that is run here would name it."""
    here = Path.cwd()
    return str(root.relative_to(here)) if root.is_relative_to(here) else str(root)


def _within_repository(root: Path) -> str:
    """Where the folder lies in its repository; empty at the top, and outside of any."""
    tops = (place for place in (root, *root.parents) if (place / ".git").exists())
    top = next(tops, root)
    return "" if top == root else root.relative_to(top).as_posix()


def _tell(what: str) -> None:
    click.echo(safe_text(what), err=True)

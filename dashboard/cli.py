"""The command line: its words lead to a command, and no other one is loaded."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import click

from collectors import __version__
from dashboard import garbage, utf8
from dashboard.ending import ended

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

COMMANDS = (
    "baseline",
    "check",
    "collect",
    "config",
    "dashboard",
    "demo",
    "doctor",
    "load",
    "metrics",
    "prices",
    "scan",
    "sessions",
    "snapshot",
    "trust",
)
"""Each is what its own file in `dashboard.commands` calls so: `scan` in `scan_command.py`."""

_GROUP_OPTIONS = ("-h", "--help", "-V", "--version")


def main() -> None:
    """Run the command line to its end."""
    utf8.begin_again()
    sys.exit(ended(partial(cli.main, prog_name="perfdash", standalone_mode=False)))


class Commands(click.Group):
    """What does not begin with a command is for the dashboard: `perfdash PATH`."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 (click's own)
        """Their names; nothing of them is loaded."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Load a command."""
        if cmd_name not in COMMANDS:
            return None
        with garbage.unsearched():
            module = import_module(f"dashboard.commands.{cmd_name}_command")
        command: click.Command = getattr(module, cmd_name)
        return command

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Name the dashboard where no command is named."""
        first = args[0] if args else ""
        if first not in {*COMMANDS, *_GROUP_OPTIONS} and not ctx.resilient_parsing:
            if first and not first.startswith("-") and not Path(first).exists():
                ctx.fail(f"there is no folder or command {first!r}{_nearest(first, COMMANDS)}")
            args = ["dashboard", *args]
        return super().parse_args(ctx, args)

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """Offer commands, and folders where none fits; bash wants folders named first."""
        from click.shell_completion import CompletionItem

        folders = [] if incomplete.startswith("-") else [CompletionItem(incomplete, type="dir")]
        return [*folders, *super().shell_complete(ctx, incomplete)]


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, "-V", "--version")
def cli() -> None:
    """Measure a prompt framework for Claude Code while you develop it.

    `perfdash [PATH]` opens the dashboard on a folder, the current one by default; `perfdash demo`
    opens it on a bundled framework.

    Exit code 1 means that `check` found something, 2 that nobody can tell.
    """


def _nearest(word: str, known: Iterable[str]) -> str:
    from difflib import get_close_matches

    near = get_close_matches(word, known, n=1)
    return f"; did you mean {near[0]!r}?" if near else ""

"""What several commands take and heed alike."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import click


class Text(click.types.StringParamType):
    """Words that are there: what a variable left empty is a mistake, not a wish for a default."""

    name = "text"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Refuse an empty text."""
        return value or self.fail("it is empty; leave it out or fill it in", param, ctx)


class Folder(click.Path):
    """A folder that is there; an empty path is none, though Python takes it for the current one."""

    def convert(
        self,
        value: str | os.PathLike[str],
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> str | bytes | os.PathLike[str]:
        """Find the folder, and resolve it."""
        named = TEXT.convert(os.fspath(value), param, ctx)
        try:
            return super().convert(named, param, ctx)
        except FileNotFoundError:
            self.fail("the current folder was deleted; go to one that is there", param, ctx)


TEXT = Text()
FOLDER = Folder(exists=True, file_okay=False, resolve_path=True, path_type=Path)

_WIDEST = 120

Command = TypeVar("Command", bound=Callable[..., object])


def root_argument(command: Command) -> Command:
    """Add the folder a command works on, the current one by default."""
    return click.argument("root", default=".", type=FOLDER, metavar="[PATH]")(command)


def root_option(command: Command) -> Command:
    """Add the folder of the framework as an option: the arguments name other things."""
    option = click.option("--root", default=".", type=FOLDER, help="The framework's folder.")
    return option(command)


def page_width() -> int:
    """Cells of the terminal, or of a page where there is none."""
    return min(shutil.get_terminal_size((_WIDEST, 0)).columns, _WIDEST)


def may_colour() -> bool:
    """Whether what is printed goes to a terminal whose user wants colours."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR")

"""What several commands take and heed alike."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

import click

FOLDER = click.Path(exists=True, file_okay=False, resolve_path=True, path_type=Path)

_WIDEST = 120


def page_width() -> int:
    """Cells of the terminal, or of a page where there is none."""
    return min(shutil.get_terminal_size((_WIDEST, 0)).columns, _WIDEST)


def may_colour() -> bool:
    """Whether what is printed goes to a terminal whose user wants colours."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR")

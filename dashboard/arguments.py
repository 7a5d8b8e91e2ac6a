"""What several commands take and heed alike."""

from __future__ import annotations

import shutil
from pathlib import Path

import click

FOLDER = click.Path(exists=True, file_okay=False, resolve_path=True, path_type=Path)

_WIDEST = 120


def page_width() -> int:
    """Cells of the terminal, or of a page where there is none."""
    return min(shutil.get_terminal_size((_WIDEST, 0)).columns, _WIDEST)

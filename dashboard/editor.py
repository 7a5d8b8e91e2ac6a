"""How the user's editor is told to open a file at a line."""

from __future__ import annotations

import os
import shlex
import signal
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from textual.app import SuspendNotSupported

from collectors.errors import PerfdashError

if TYPE_CHECKING:
    from textual.app import App

_COLON = ("code", "code-insiders", "codium", "cursor", "windsurf", "subl", "zed", "hx", "helix")
_GOTO = ("code", "code-insiders", "codium", "cursor", "windsurf")
_LINE_FLAG = ("kate", "gedit", "mate")


class EditorError(PerfdashError):
    """No editor is named."""


def edit(app: App[None], path: Path, line: int) -> str:
    """Give the terminal to the editor until it ends; what went wrong, empty when nothing did."""
    try:
        words = command(os.environ, path, line)
        with app.suspend():
            return run(words)
    except SuspendNotSupported:
        return "An editor needs a terminal of its own, and there is none here."
    except EditorError as error:
        return str(error)


def command(environment: Mapping[str, str], path: Path, line: int) -> tuple[str, ...]:
    """The program and arguments that open `path` at a 1-based line, by VISUAL or EDITOR."""
    words = _words(environment.get("VISUAL") or environment.get("EDITOR") or "")
    if not words:
        raise EditorError("No editor is named: set VISUAL or EDITOR, as in `export EDITOR=vim`.")
    return (*words, *_place(Path(words[0]).name, str(path.absolute()), max(line, 1)))


def run(words: tuple[str, ...]) -> str:
    """Start the editor and wait until it ends; what went wrong, empty when nothing did.

    No shell reads the words. It raises nothing: what has the terminal suspended would not resume.
    """
    # An editor's ctrl+c reaches whoever shares its terminal; an ignored signal it would inherit.
    before = signal.signal(signal.SIGINT, lambda *_: None)
    try:
        ended = subprocess.run(words, check=False)  # noqa: S603 (the user's own words)
    except (OSError, ValueError) as error:
        return f"{words[0]} cannot be started: {error}; set VISUAL or EDITOR."
    finally:
        signal.signal(signal.SIGINT, before)
    return f"{words[0]} failed: {_how(ended.returncode)}." if ended.returncode else ""


def _how(code: int) -> str:
    return f"it ended with {code}" if code > 0 else f"signal {-code} ended it"


def _words(setting: str) -> list[str]:
    try:
        return shlex.split(setting)
    except ValueError as error:
        raise EditorError(f"VISUAL or EDITOR cannot be split into words: {error}.") from error


def _place(program: str, path: str, line: int) -> tuple[str, ...]:
    """The argument most editors since vi understand is `+LINE`; a few know only their own."""
    if program in _COLON:
        goto = ("--goto",) if program in _GOTO else ()
        return (*goto, f"{path}:{line}")
    if program in _LINE_FLAG:
        return ("--line", str(line), path)
    return (f"+{line}", path)

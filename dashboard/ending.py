"""How the command line ends: its exit code, and what is said of what went wrong.

Exit code 1 is what `check` found; whatever else goes wrong, nothing may end with it.
"""

from __future__ import annotations

import errno
import io
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from typing import TextIO

import click

from collectors.errors import PerfdashError

BREACHED = 1
CANNOT_TELL = 2
"""For usage, configuration, nothing measured, and defects of perfdash itself."""
_UNWRITABLE = {errno.EBADF, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.ENOSPC}
_INTERRUPTED = 130
_READER_LEFT = 141
"""As a shell counts a program that a closed pipe ended."""


def ended(run: Callable[[], object]) -> int:
    """Run a command to its end; every error becomes an exit code and words on stderr."""
    _stand_in()
    code = _outcome(run)
    lost = [stream for stream in (sys.stdout, sys.stderr) if not _is_flushed(stream)]
    for stream in lost:
        _discard(stream)
    return CANNOT_TELL if lost and code in {0, BREACHED} else code


def of_screen(code: int) -> int:
    """The exit code of a dashboard that ended with one; Textual ends with 1 after a defect."""
    return CANNOT_TELL if code == BREACHED else code


def _stand_in() -> None:
    """Put what cannot be written where a stream was closed, or a file of ours would be there.

    What no terminal's or locale's encoding holds is written as an escape.
    """
    for descriptor, name in enumerate(("stdin", "stdout", "stderr")):
        if getattr(sys, name) is None:
            nowhere = os.open(os.devnull, os.O_RDONLY)
            if nowhere != descriptor:
                os.dup2(nowhere, descriptor)
                os.close(nowhere)
            setattr(sys, name, open(descriptor, "w" if descriptor else "r", closefd=False))  # noqa: SIM115
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")


def _outcome(run: Callable[[], object]) -> int:
    try:
        code = run()
    except click.ClickException as error:
        with suppress(OSError):
            error.show()
    except (click.Abort, KeyboardInterrupt):
        return _INTERRUPTED
    except PerfdashError as error:
        _complain(str(error))
    except OSError as error:
        _complain(_said(error))
    except SystemExit as left:
        # No command ends so: click does, after a completion and when the reader of a pipe left.
        return _READER_LEFT if left.code else 0
    except Exception:  # noqa: BLE001 - Python would end with 1, which means another thing here
        import traceback

        _tell(f"{traceback.format_exc()}perfdash: this is a defect; please report the lines above")
    else:
        return code if isinstance(code, int) else 0
    return CANNOT_TELL


def _said(error: OSError) -> str:
    """What the system says, and of which file; what has no name is printed to."""
    what = error.strerror or str(error)
    if error.filename:
        return f"{error.filename}: {what}"
    return f"standard output: {what}; send it elsewhere" if error.errno in _UNWRITABLE else what


def _complain(words: str) -> None:
    from dashboard.safe_text import safe_text

    _tell(f"perfdash: {safe_text(words, cells=2_000)}")


def _tell(words: str) -> None:
    with suppress(OSError):
        click.echo(words, err=True)


def _is_flushed(stream: TextIO) -> bool:
    try:
        stream.flush()
    except OSError:
        return False
    return True


def _discard(stream: TextIO) -> None:
    """Let what could not be written go nowhere, or Python tries again and ends with 120."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, stream.fileno())
    os.close(nowhere)

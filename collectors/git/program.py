"""How git is started, so that no repository makes it run, fetch, lock or wait for anything.

A repository's own configuration may name programs: hooks, a file-system monitor, transports that
fetch what a partial clone lacks. What is passed here outranks all of that.
"""

from __future__ import annotations

import os
import selectors
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path
from typing import IO

SECONDS = 10.0
"""After so long git is killed."""
LONGEST = 16 * 1024 * 1024
"""Bytes of an answer."""

_SAFE = (
    *("--no-pager", "--no-optional-locks", "--no-replace-objects", "--literal-pathspecs"),
    *("-c", "core.fsmonitor=false"),
    *("-c", "core.hooksPath=/dev/null"),
    *("-c", "protocol.allow=never"),
    *("-c", "safe.bareRepository=explicit"),
    *("-c", "i18n.logOutputEncoding=UTF-8"),
)
_SETTINGS = {
    "GIT_ALLOW_PROTOCOL": "none",  # `protocol.allow` would yield to a repository's `ext.allow`
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_TERMINAL_PROMPT": "0",
    "LC_ALL": "C",
}
_PIPE_BYTES = 64 * 1024


def run(
    root: Path,
    *words: str,
    asked: bytes = b"",
    seconds: float = SECONDS,
    longest: int = LONGEST,
) -> bytes:
    """What git says in a folder, when it is asked this on its standard input.

    Nothing when it fails, takes too long, says too much, or is not installed.
    """
    program = _program()
    if not program:
        return b""
    with tempfile.TemporaryFile() as questions:
        questions.write(asked)
        questions.seek(0)
        try:
            process = subprocess.Popen(  # noqa: S603 - a list, and the program's absolute path
                [program, "-C", str(root), *_SAFE, *words],
                stdin=questions,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=_environment(),
                start_new_session=True,
            )
        except (OSError, ValueError):  # it cannot be started, or a word holds a NUL
            return b""
    with process:
        return _answer(process, time.monotonic() + seconds, longest)


def _program() -> str:
    """Where git lies; a relative folder in PATH might be the repository's own."""
    folders = [folder for folder in os.get_exec_path() if Path(folder).is_absolute()]
    return shutil.which("git", path=os.pathsep.join(folders)) or ""


def _environment() -> dict[str, str]:
    """The user's environment, without what would point git elsewhere."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    return kept | _SETTINGS


def _answer(process: subprocess.Popen[bytes], deadline: float, longest: int) -> bytes:
    try:
        said = _read(process.stdout, deadline, longest) if process.stdout else None
        if said is None or process.wait(max(deadline - time.monotonic(), 0.1)):
            return b""
    except subprocess.TimeoutExpired:
        return b""
    else:
        return said
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)


def _read(pipe: IO[bytes], deadline: float, longest: int) -> bytes | None:
    """All that comes out of a pipe; None when that is too much or takes too long."""
    parts: list[bytes] = []
    size = 0
    with selectors.DefaultSelector() as ready:
        ready.register(pipe, selectors.EVENT_READ)
        while size <= longest and ready.select(max(deadline - time.monotonic(), 0)):
            part = os.read(pipe.fileno(), _PIPE_BYTES)
            if not part:
                return b"".join(parts)
            parts.append(part)
            size += len(part)
    return None

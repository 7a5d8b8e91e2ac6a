"""How a program that the user named is run: no shell, bounded in time and in what it says."""

from __future__ import annotations

import os
import selectors
import signal
import subprocess
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from collectors.framework.grounds import printable

SECONDS = 10.0
"""After so long it is killed, with all that it started."""
LONGEST = 64 * 1024
"""Bytes it may say; then it is killed too."""

_KEPT = ("HOME", "LANG")
_QUOTED = 500
_PIECE = 16 * 1024
_A_MOMENT = 0.1
_TOO_LONG = "killed: it took too long"


@dataclass(frozen=True, slots=True)
class Ended:
    """How a program ended."""

    code: int | None
    """Its exit code, negative for a signal; None when it was killed here, or never began."""
    said: str = ""
    """The beginning of what it wrote, standard output and error together."""
    trouble: str = ""
    """Why it has no exit code."""

    @property
    def words(self) -> str:
        """The same as a short text."""
        how = self.trouble or f"exit code {self.code}"
        return f"{how}: {self.said}" if self.said else how


def run(
    words: tuple[str, ...],
    *,
    folder: Path,
    environment: Mapping[str, str],
    seconds: float = SECONDS,
    halted: Callable[[], bool] = lambda: False,
) -> Ended:
    """Run a program in a folder until it ends and nobody it started still holds its output.

    It sees PATH, HOME, LANG and what `environment` adds. Once `halted` says so it is killed.
    """
    try:
        process = subprocess.Popen(  # noqa: S603 - a list of words that the user wrote or trusted
            words,
            cwd=folder,
            env={**clean_environment(), **environment},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    except (OSError, ValueError) as error:  # not found, not executable, or a word holds a NUL
        return Ended(None, trouble=f"cannot be started: {error}")
    with process:
        return _watched(process, time.monotonic() + seconds, halted)


def clean_environment() -> dict[str, str]:
    """The few variables that every program gets; of PATH only folders that are absolute."""
    folders = (folder for folder in os.get_exec_path() if Path(folder).is_absolute())
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
    return {"PATH": os.pathsep.join(folders), **kept}


def _watched(
    process: subprocess.Popen[bytes], deadline: float, halted: Callable[[], bool]
) -> Ended:
    said = bytearray()
    try:
        trouble = _listen(process.stdout, said, deadline, halted) if process.stdout else ""
        code = None if trouble else process.wait(max(deadline - time.monotonic(), _A_MOMENT))
    except subprocess.TimeoutExpired:
        code, trouble = None, _TOO_LONG
    finally:
        # As long as nobody waited for it, its number is its own, even after it has ended.
        if process.returncode is None:
            os.killpg(process.pid, signal.SIGKILL)
    return Ended(code, _quoted(said), trouble)


def _listen(pipe: IO[bytes], said: bytearray, deadline: float, halted: Callable[[], bool]) -> str:
    """Collect what is said until the end; why that is not waited for."""
    with selectors.DefaultSelector() as ready:
        ready.register(pipe, selectors.EVENT_READ)
        while not halted():
            left = deadline - time.monotonic()
            if left <= 0:
                return _TOO_LONG
            if ready.select(min(left, _A_MOMENT)):
                piece = os.read(pipe.fileno(), _PIECE)
                if not piece:
                    return ""
                said += piece
            if len(said) > LONGEST:
                return "killed: it said too much"
    return "killed: perfdash ended"


def _quoted(said: bytearray) -> str:
    text = bytes(said[: 4 * _QUOTED]).decode("utf-8", "replace")
    return printable(text[:_QUOTED].strip())

"""Exit code 1 is the verdict of `check`; whatever goes wrong ends with another."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import click
import pytest

from collectors.errors import PerfdashError
from dashboard.ending import BREACHED, CANNOT_TELL, ended, of_screen
from tests.dashboard.commands.outcome import Perfdash

FULL = Path("/dev/full")
COMMANDS = (
    ("scan",),
    ("load",),
    ("snapshot",),
    ("check", "--against", "none", "--no-timing"),
    ("config", "show"),
    ("doctor",),
    ("--help",),
)


def raising(error: BaseException) -> Callable[[], object]:
    """A command that ends with an error."""

    def run() -> object:
        raise error

    return run


def run(words: tuple[str, ...], root: Path, out: int) -> subprocess.CompletedProcess[str]:
    """Run perfdash in a folder, with its output led somewhere."""
    command = [sys.executable, "-c", "from dashboard.cli import main; main()", *words]
    return subprocess.run(
        command, cwd=root, stdout=out, stderr=subprocess.PIPE, text=True, check=False, timeout=60
    )


PERFDASH = f"{sys.executable} -c 'from dashboard.cli import main; main()'"


def shell(line: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run a line of sh in a folder."""
    return subprocess.run(
        ["/bin/sh", "-c", line], cwd=folder, capture_output=True, text=True, check=False, timeout=60
    )


@pytest.mark.parametrize(
    ("error", "code", "said"),
    [
        (PerfdashError("no framework"), CANNOT_TELL, "perfdash: no framework\n"),
        (OSError(28, "No space left", "a\x1b.json"), CANNOT_TELL, "No space left\n"),
        (click.UsageError("no such flag"), CANNOT_TELL, "Error: no such flag\n"),
        (OverflowError("too large"), CANNOT_TELL, "please report the lines above\n"),
        (RecursionError("too deep"), CANNOT_TELL, "please report the lines above\n"),
        (KeyboardInterrupt(), 130, ""),
        (SystemExit(1), 141, ""),
    ],
    ids=lambda it: type(it).__name__ if isinstance(it, BaseException) else "",
)
def test_no_error_ends_as_a_breach_does(
    capsys: pytest.CaptureFixture[str], error: BaseException, code: int, said: str
) -> None:
    assert ended(raising(error)) == code
    told = capsys.readouterr().err
    assert told.endswith(said)
    assert "\x1b" not in told


def test_a_defect_keeps_its_traceback(capsys: pytest.CaptureFixture[str]) -> None:
    ended(raising(ZeroDivisionError("by nothing")))
    told = capsys.readouterr().err
    assert told.startswith("Traceback (most recent call last)")
    assert "ZeroDivisionError: by nothing" in told


def test_a_screen_that_broke_is_no_breach() -> None:
    assert [of_screen(code) for code in (0, 1, 143)] == [0, CANNOT_TELL, 143]


def test_a_breach_is_found_by_check(perfdash: Perfdash, harbor: Path) -> None:
    harbor.joinpath("perfdash.toml").write_text("[budget]\ntotal = 1\n", "utf-8")
    assert perfdash("check", harbor, "--against", "none", "--no-timing").code == BREACHED


@pytest.mark.skipif(not FULL.exists(), reason="there is no device that is always full here")
@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_what_cannot_be_written_is_told_in_one_line(words: tuple[str, ...], harbor: Path) -> None:
    with FULL.open("wb") as full:
        told = run(words, harbor, full.fileno())
    assert told.returncode == CANNOT_TELL
    said = "perfdash: standard output: No space left on device; send it elsewhere"
    assert told.stderr.splitlines()[-1] == said
    assert "Traceback" not in told.stderr


@pytest.mark.parametrize("words", [("scan",), ("--help",)], ids=" ".join)
def test_a_reader_that_left_is_no_breach(words: tuple[str, ...], harbor: Path) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    told = run(words, harbor, writer)
    os.close(writer)
    assert (told.returncode, told.stderr) == (141, "")


@pytest.mark.parametrize("words", [("scan",), ("load",), ("--help",)], ids=" ".join)
def test_an_output_that_was_closed_is_no_breach_and_no_defect(
    words: tuple[str, ...], harbor: Path
) -> None:
    told = shell(f"{PERFDASH} {' '.join(words)} >&-", harbor)
    said = "perfdash: standard output: Bad file descriptor; send it elsewhere\n"
    assert (told.returncode, told.stderr) == (CANNOT_TELL, said)


def test_nothing_is_printed_where_every_stream_is_closed(harbor: Path) -> None:
    told = shell(f"{PERFDASH} scan <&- >&- 2>&-", harbor)
    assert (told.returncode, told.stdout, told.stderr) == (CANNOT_TELL, "", "")


def test_what_an_encoding_lacks_is_written_as_an_escape(harbor: Path) -> None:
    told = shell(f"PYTHONIOENCODING=latin-1 {PERFDASH} sessions | tr -cd '[:print:]'", harbor)
    assert r"prompt cache \u2013" in told.stdout


def test_a_folder_that_was_deleted_is_named(harbor: Path) -> None:
    told = shell(f"mkdir gone; cd gone; rmdir ../gone; {PERFDASH} scan", harbor)
    assert told.returncode == CANNOT_TELL
    assert "the current folder was deleted" in told.stderr

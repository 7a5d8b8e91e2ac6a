"""A program of the user's is run without a shell, and never for long."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from select import select

import pytest

from collectors.program import LONGEST, Ended, run

HANG = "import time; time.sleep(600)"
FLOOD = "import sys\nwhile True: sys.stdout.write('x' * 4096)"


def ran(code: str, folder: Path, *words: str, seconds: float = 30.0, **variables: str) -> Ended:
    """How a Python program ended."""
    command = (sys.executable, "-I", "-c", code, *words)
    return run(command, folder=folder, environment=variables, seconds=seconds)


def test_it_ends_with_its_code_and_what_it_said(tmp_path: Path) -> None:
    ended = ran("import sys; print('hello'); sys.exit(3)", tmp_path)
    assert (ended.code, ended.said, ended.words) == (3, "hello", "exit code 3: hello")


def test_standard_error_is_heard_too(tmp_path: Path) -> None:
    assert ran("import sys; print('no', file=sys.stderr)", tmp_path).said == "no"


def test_one_that_hangs_is_killed(tmp_path: Path) -> None:
    ended = ran(HANG, tmp_path, seconds=0.2)
    assert (ended.code, ended.trouble) == (None, "killed: it took too long")


def test_one_that_closes_its_output_and_hangs_is_killed(tmp_path: Path) -> None:
    code = f"import os; os.closerange(1, 3); {HANG}"
    assert ran(code, tmp_path, seconds=0.2).trouble == "killed: it took too long"


def test_what_it_started_is_killed_with_it(tmp_path: Path) -> None:
    words = ("sh", "-c", "sleep 600 & echo $! > pid")
    assert run(words, folder=tmp_path, environment={}, seconds=1.0).code is None
    assert _is_gone(int((tmp_path / "pid").read_text()))


def test_one_that_says_too_much_is_killed(tmp_path: Path) -> None:
    ended = ran(FLOOD, tmp_path)
    assert (ended.code, ended.trouble) == (None, "killed: it said too much")
    assert len(ended.said) < LONGEST


def test_one_that_is_not_wanted_any_more_is_killed(tmp_path: Path) -> None:
    words = (sys.executable, "-I", "-c", HANG)
    ended = run(words, folder=tmp_path, environment={}, halted=lambda: True)
    assert ended.trouble == "killed: perfdash ended"


def test_no_shell_reads_its_words(tmp_path: Path) -> None:
    ended = ran("import sys; print(sys.argv[1:])", tmp_path, "$HOME; touch x", "*")
    assert ended.said == "['$HOME; touch x', '*']"
    assert list(tmp_path.iterdir()) == []


def test_it_sees_few_variables(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET_TOKEN", "s3cret")
    monkeypatch.setenv("PATH", f"relative::{os.environ['PATH']}")
    ended = ran("import os; print(sorted(os.environ)); print(os.environ['PATH'])", tmp_path, A="b")
    names, path = ended.said.splitlines()
    assert set(eval(names)) <= {"A", "HOME", "LANG", "LC_CTYPE", "PATH"}
    assert all(folder.startswith("/") for folder in path.split(":"))


def test_it_reads_nothing(tmp_path: Path) -> None:
    assert ran("import sys; print(repr(sys.stdin.read()))", tmp_path).said == "''"


def test_it_runs_in_the_folder_it_is_given(tmp_path: Path) -> None:
    script = tmp_path / "hook.sh"
    script.write_text("#!/bin/sh\npwd\n")
    script.chmod(0o700)
    assert run(("./hook.sh",), folder=tmp_path, environment={}).said == os.path.realpath(tmp_path)


@pytest.mark.parametrize("word", ["no-such-program-here", "/", "a\0b"])
def test_what_cannot_be_started_says_why(tmp_path: Path, word: str) -> None:
    ended = run((word,), folder=tmp_path, environment={})
    assert ended.code is None
    assert ended.trouble.startswith("cannot be started: ")


def test_bytes_that_are_no_text_are_told_as_text(tmp_path: Path) -> None:
    code = "import sys; sys.stdout.buffer.write(b'\\xff\\xfe!')"
    assert ran(code, tmp_path).said == "��!"


def _is_gone(pid: int) -> bool:
    """Whether a process ends soon, or has."""
    try:
        process = os.pidfd_open(pid)
    except ProcessLookupError:
        return True
    ended, _, _ = select([process], [], [], 10.0)
    os.close(process)
    return bool(ended)

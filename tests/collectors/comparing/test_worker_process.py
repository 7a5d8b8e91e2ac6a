"""A worker that misbehaves is ended, and what it said is told."""

from __future__ import annotations

import os
import sys
from contextlib import closing
from pathlib import Path

import pytest

from collectors.comparing.answer import Answer, written
from collectors.comparing.worker_process import Worker
from collectors.errors import CompareError

ANSWER = Answer(1.5)


def python(program: str, *, patience: float = 60.0) -> Worker:
    """A worker that is this program."""
    return Worker((sys.executable, "-I", "-c", program), patience=patience)


def test_an_answer_is_heard_and_the_next_one_waited_for() -> None:
    line = written(ANSWER)
    with closing(python(f"import sys; print({line!r}, end='', flush=True); input()")) as worker:
        assert worker.wait() == ANSWER
        assert worker.answer(within=0) is None


def test_asking_is_one_line() -> None:
    program = f"input(); print({written(ANSWER)!r}, end='', flush=True); input()"
    with closing(python(program)) as worker:
        worker.ask()
        assert worker.wait() == ANSWER


def test_what_a_worker_complains_of_before_it_ends_is_told() -> None:
    with (
        closing(python("raise SystemExit('no room ' + 'x' * 1000 + ' at all')")) as worker,
        pytest.raises(CompareError, match=r"ended: x{393} at all$"),
    ):
        worker.wait()


def test_a_worker_that_ends_without_a_word_is_told_so() -> None:
    with (
        closing(python("")) as worker,
        pytest.raises(CompareError, match="ended without a word"),
    ):
        worker.wait()


def test_asking_a_worker_that_has_ended_does_no_harm() -> None:
    with closing(python("")) as worker:
        worker._process.wait()
        worker.ask()
        with pytest.raises(CompareError, match="ended"):
            worker.wait()


def test_nonsense_is_refused() -> None:
    with (
        closing(python("print('hello', flush=True); input()")) as worker,
        pytest.raises(CompareError, match="talks nonsense"),
    ):
        worker.wait()


def test_endless_talk_is_cut_short() -> None:
    with (
        closing(python("import sys\nwhile True: sys.stdout.write('x' * 9999)")) as worker,
        pytest.raises(CompareError, match="does not stop talking"),
    ):
        worker.wait()


def test_a_silent_worker_is_not_waited_for_for_ever() -> None:
    with (
        closing(python("input()", patience=0.01)) as worker,
        pytest.raises(CompareError, match=r"silent for 0\.01 s"),
    ):
        worker.wait()


def test_what_a_worker_started_ends_with_it(tmp_path: Path) -> None:
    fifo = tmp_path / "fifo"
    os.mkfifo(fifo)
    program = (
        "import os, time\n"
        "if os.fork(): input()\n"
        f"with open({str(fifo)!r}, 'w') as fifo: time.sleep(5); fifo.write('still there')\n"
    )
    worker = python(program)
    with fifo.open() as said:
        worker.close()
        assert said.read() == ""


def test_a_program_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(CompareError, match="no process can be started"):
        Worker((str(tmp_path / "python"),))

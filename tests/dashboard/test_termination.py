"""How a signal ends an app that waits for a terminal that is gone."""

from __future__ import annotations

import os
import subprocess
import sys
from signal import SIGHUP

from dashboard.termination import let_go

STUCK = """
import asyncio, os, signal, sys, threading
from dashboard import termination

termination.LAST_RESORT_SECONDS = float(sys.argv[1])
held = termination.Termination()

async def draw():
    held.heed(asyncio.get_running_loop(), lambda code: print("left", flush=True))
    os.kill(os.getpid(), signal.SIGHUP)
    if sys.argv[2] == "over":
        held.over()
        await asyncio.sleep(0)
    else:
        threading.Event().wait()

asyncio.run(draw())
"""


def run(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", STUCK, *words],
        capture_output=True,
        check=False,
        text=True,
        timeout=60,
    )


def test_what_waits_for_ever_is_cut_off() -> None:
    assert run("0.1", "stuck").returncode == 128 + SIGHUP


def test_what_came_to_its_end_is_not() -> None:
    done = run("30", "over")
    assert (done.returncode, done.stdout) == (0, "left\n")


def test_what_is_said_to_a_closed_terminal_goes_nowhere() -> None:
    terminal, program = os.openpty()
    os.close(terminal)
    let_go((program,))
    assert os.write(program, b"words") == 5
    os.close(program)


def test_a_terminal_that_is_there_is_not_let_go() -> None:
    terminal, program = os.openpty()
    let_go((program,))
    os.write(program, b"words")
    assert os.read(terminal, 5) == b"words"
    os.close(program)
    os.close(terminal)


def test_who_leads_no_terminal_is_told_when_it_is_gone() -> None:
    script = "import os, sys; from dashboard.termination import hang_up; hang_up(0); print('heard')"
    terminal, program = os.openpty()
    with subprocess.Popen([sys.executable, "-c", script], stdin=program) as waiting:
        os.close(program)
        os.close(terminal)
        assert waiting.wait(60) == -SIGHUP

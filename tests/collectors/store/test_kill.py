"""A recording process can be killed at any instant."""

from __future__ import annotations

import subprocess
import sys


def test_fifty_kills_lose_nothing_that_was_promised() -> None:
    command = [sys.executable, "-m", "tests.benchmarks.kill", "50"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert (done.stderr, done.returncode) == ("", 0)
    assert "kills=50" in done.stdout

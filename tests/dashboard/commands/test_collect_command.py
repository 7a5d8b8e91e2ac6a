"""`perfdash collect`, as it is called."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from socket import socket

import pytest

from collectors.store import Store
from tests.dashboard.commands.outcome import Perfdash

MAIN = "from dashboard.cli import main; main()"
PATIENCE = 20.0
"""Seconds after which a process that has not done its part is taken for broken."""


def test_one_round_of_measuring_says_nothing(perfdash: Perfdash, harbor: Path) -> None:
    told = perfdash("collect", harbor, "--once")
    assert (told.code, told.out, told.err) == (0, "", "")


@pytest.mark.parametrize("words", [("collect",), ("collect", "--once")])
def test_two_do_not_record_one_root(
    perfdash: Perfdash, harbor: Path, words: tuple[str, ...]
) -> None:
    with closing(Store.open(harbor, writable=True)):
        told = perfdash(*words, harbor)
    assert (told.code, told.out) == (2, "")
    assert f"process {os.getpid()}" in told.err


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_recording_goes_on_until_it_is_told_to_end(harbor: Path, number: signal.Signals) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", MAIN, "collect", harbor],
        stderr=subprocess.PIPE,
        text=True,
    ) as recorder:
        try:
            wait_for_samples(recorder, harbor)
            recorder.send_signal(number)
            _, said = recorder.communicate(timeout=PATIENCE)
        finally:
            recorder.kill()
    assert recorder.returncode == 0
    assert said == f"recording {harbor}; interrupt to stop\n"
    with closing(Store.open(harbor, writable=False)) as store:
        assert (store.integrity(), store.recorded_by()) == ("", 0)


@pytest.mark.parametrize("taken", [False, True])
def test_where_telemetry_is_listened_for_is_said(
    harbor: Path, monkeypatch: pytest.MonkeyPatch, *, taken: bool
) -> None:
    with socket() as other:
        other.bind(("127.0.0.1", 0))
        port = other.getsockname()[1]
        if taken:
            other.listen()
        else:
            other.close()
        monkeypatch.setenv("PERFDASH_SESSIONS_OTLP_PORT", str(port))
        with subprocess.Popen(
            [sys.executable, "-c", MAIN, "collect", "--otlp", harbor],
            stderr=subprocess.PIPE,
            text=True,
        ) as recorder:
            assert recorder.stderr
            try:
                said = [recorder.stderr.readline() for _ in range(2)][1]
            finally:
                recorder.terminate()
    assert said.startswith("cannot listen on" if taken else "listening for telemetry on http://")
    assert f"127.0.0.1:{port}" in said


def wait_for_samples(recorder: subprocess.Popen[str], root: Path) -> None:
    """Return once a recorder has stored a framework; fail when it ends or takes too long."""
    for _ in range(int(PATIENCE / 0.05)):
        with closing(Store.open(root, writable=False)) as store:
            if store.framework().modules:
                return
        with pytest.raises(subprocess.TimeoutExpired):
            recorder.wait(0.05)
    pytest.fail("nothing was recorded")

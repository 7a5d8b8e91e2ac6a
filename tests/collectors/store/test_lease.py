"""One process writes; the lease passes on when it dies."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from collectors.errors import LeaseHeldError, StoreError
from collectors.store.lease import Lease, hindrance, holder
from tests.collectors.store.builders import load, reader_at, tick, values, writer_at

_HOLD = """
import sys, time
from pathlib import Path
from collectors.store import Store
store = Store.at(Path(sys.argv[1]), writable=True)
print("recording", flush=True)
time.sleep(600)
"""


def test_a_lease_is_exclusive_even_within_a_process(tmp_path: Path) -> None:
    lease = Lease(tmp_path / "lock")
    with pytest.raises(LeaseHeldError):
        Lease(tmp_path / "lock")
    lease.release()
    Lease(tmp_path / "lock").release()


def test_to_ask_for_the_holder_takes_nothing(tmp_path: Path) -> None:
    lease = Lease(tmp_path / "lock")
    assert [holder(tmp_path / "lock") for _ in range(3)] == [os.getpid()] * 3
    lease.release()
    assert holder(tmp_path / "lock") == holder(tmp_path / "missing") == 0


def test_a_holder_that_has_not_said_its_name_is_still_one(tmp_path: Path) -> None:
    lease = Lease(tmp_path / "lock")
    os.truncate(tmp_path / "lock", 0)
    assert holder(tmp_path / "lock") == -1
    lease.release()


def test_why_nothing_is_written_is_told_while_the_lease_is_held(tmp_path: Path) -> None:
    lock = tmp_path / "lock"
    lease = Lease(lock)
    told = [hindrance(lock)]
    for why in ("disk full", "é" * 400, ""):
        lease.tell(why)
        told.append(hindrance(lock))
    assert told == ["", "disk full", "é" * 50, ""]
    assert holder(lock) == os.getpid()
    lease.tell("disk full")
    lease.release()
    assert hindrance(lock) == ""


def test_a_lease_that_finds_no_room_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "pwrite", refuse)
    with pytest.raises(StoreError, match="No space left on device; free some space"):
        Lease(tmp_path / "lock")


def test_a_lock_that_is_no_file_is_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "lock")
    with pytest.raises(StoreError, match="not a regular file"):
        Lease(tmp_path / "lock")


def test_a_viewer_takes_over_from_a_writer_that_died(tmp_path: Path) -> None:
    path = str(tmp_path / "store.sqlite3")
    command = [sys.executable, "-c", _HOLD, path]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.readline()
        with reader_at(tmp_path) as viewer:
            assert viewer.recorded_by() == process.pid
            with pytest.raises(LeaseHeldError, match=f"process {process.pid}"):
                writer_at(tmp_path)
            process.send_signal(signal.SIGKILL)
            process.wait()
            assert viewer.recorded_by() == 0
            with writer_at(tmp_path) as writer:
                writer.add(tick(), [load(0.5)])
                assert values(viewer) == [0.5]


def test_of_three_that_start_at_once_one_records_and_all_can_view() -> None:
    command = [sys.executable, "-m", "tests.collectors.store.race", "25"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert (done.stderr, done.stdout, done.returncode) == ("", "75 started, 25 record\n", 0)

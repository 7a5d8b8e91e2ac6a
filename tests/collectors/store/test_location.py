"""Where a store lies, and that only its user can read it there."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from collectors.errors import StoreError
from collectors.store import Store, location, place
from collectors.store.location import check_own
from tests.collectors.mounts import mounts
from tests.collectors.store.builders import NOON, load, mode, tick


@pytest.fixture
def open_umask() -> Iterator[None]:
    before = os.umask(0)
    yield
    os.umask(before)


def obstruct(path: Path, kind: str) -> None:
    """Put something there that is no file."""
    match kind:
        case "folder":
            path.mkdir()
        case "link":
            path.symlink_to("target")
        case "fifo":
            os.mkfifo(path)


def test_a_store_is_named_after_its_root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    path = location(Path("/home/dev/My Prompts"))
    assert path.parent == tmp_path / "perfdash"
    assert path.name.startswith("my-prompts-")
    assert path != location(Path("/home/other/My Prompts"))


@pytest.mark.parametrize("name", ["", "…", "-rf", "a\nb", "x" * 250, "\udcff"])
def test_any_root_has_a_plain_file_name(name: str) -> None:
    stem = location(Path("/srv") / name).stem
    assert stem.isascii()
    assert stem.replace("-", "").replace(".", "").isalnum()
    assert len(stem) < 60


def test_all_files_of_a_store_are_private(
    tmp_path: Path, open_umask: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "local" / "state"))
    with Store.open(tmp_path, writable=True) as store:
        store.add(tick(), [load(0.5)])
        store.maintain(NOON)
        files = list(store.path.parent.iterdir())
        assert {mode(file) for file in files} == {"0o600"}
        assert len(files) == len(("database", "wal", "shm", "lock", "ballast"))
        assert mode(store.path.parent) == mode(tmp_path / "local") == "0o700"


@pytest.mark.parametrize("kind", ["folder", "link", "fifo"])
def test_what_is_no_file_is_refused(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "store.sqlite3"
    (tmp_path / "target").touch()
    obstruct(path, kind)
    with pytest.raises(StoreError, match="not a regular file; move it away"):
        Store.at(path, writable=True)
    assert (tmp_path / "target").read_bytes() == b""


@pytest.mark.parametrize("kind", ["folder", "link", "fifo"])
def test_a_reader_does_not_open_it_either(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "store.sqlite3"
    obstruct(path, kind)
    with Store.at(path, writable=False) as store, pytest.raises(StoreError, match="not a regular"):
        store.measurements.series()


@pytest.mark.parametrize("kind", ["nfs", "9p", "fuse.sshfs", "drvfs", "cifs"])
def test_a_network_folder_is_exchanged_for_a_local_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", "/net/home/state")
    table = mounts(tmp_path, f"30 22 0:40 / /net rw - {kind} server:/ rw")
    found = place(tmp_path, mounts=table)
    assert found.path.parent == Path(f"/var/tmp/perfdash-{os.geteuid()}")
    assert f"/net/home/state/perfdash is on {kind}" in found.note


def test_an_exchanged_folder_is_told(tmp_path: Path) -> None:
    with Store(tmp_path / "s.sqlite3", writable=True, note="home is on nfs") as store:
        assert store.statuses()[0].detail == "home is on nfs"


@pytest.mark.parametrize("flaw", ["link", "open to others"])
def test_a_shared_place_must_be_ours_alone(tmp_path: Path, flaw: str) -> None:
    folder = tmp_path / "perfdash-0"
    (tmp_path / "elsewhere").mkdir(mode=0o755)
    if flaw == "link":
        folder.symlink_to(tmp_path / "elsewhere")
    else:
        folder.mkdir(mode=0o755)
    with pytest.raises(StoreError, match="not a folder of yours alone"):
        check_own(folder)

from __future__ import annotations

from pathlib import Path

from collectors.file_system import kind_of
from tests.collectors.mounts import mounts


def test_a_file_system_is_that_of_the_deepest_mount(tmp_path: Path) -> None:
    table = mounts(
        tmp_path,
        "30 22 0:40 / /home rw - nfs4 server:/home rw",
        "31 30 8:2 / /home/dev\\040one/disk rw - xfs /dev/sdb rw",
        "32 22 0:41 / /homely rw - tmpfs tmpfs rw",
    )
    assert kind_of(Path("/home/dev one"), table) == "nfs4"
    assert kind_of(Path("/home/dev one/disk/x"), table) == "xfs"
    assert kind_of(Path("/homes"), table) == "ext4"


def test_a_later_mount_covers_an_earlier_one(tmp_path: Path) -> None:
    table = mounts(tmp_path, "40 22 0:50 / / rw - overlay overlay rw")
    assert kind_of(Path("/srv"), table) == "overlay"


def test_without_a_mount_table_nothing_is_claimed(tmp_path: Path) -> None:
    assert kind_of(tmp_path, tmp_path / "missing") == ""

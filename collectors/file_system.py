"""What kind of file system a path lies on, and what that kind cannot do."""

from __future__ import annotations

import os
import re
from pathlib import Path

MOUNTS = Path("/proc/self/mountinfo")

NETWORK_KINDS = frozenset(
    {
        "9p",
        "afs",
        "ceph",
        "cifs",
        "drvfs",
        "fuse.glusterfs",
        "fuse.rclone",
        "fuse.sshfs",
        "glusterfs",
        "lustre",
        "nfs",
        "nfs4",
        "smb3",
        "smbfs",
        "vboxsf",
        "virtiofs",
    }
)
"""Those on which SQLite's write-ahead log is not safe: its readers share memory."""


def kind_of(path: Path, mounts: Path = MOUNTS) -> str:
    """The kind of file system a path lies on, as the kernel names it; empty when unknown."""
    try:
        lines = mounts.read_text(encoding="utf-8", errors="surrogateescape").splitlines()
    except OSError:
        return ""
    target = os.path.realpath(path)
    best, kind = "", ""
    for line in lines:
        mount, mounted_kind = _mounted(line)
        if len(mount) >= len(best) and _holds(mount, target):
            best, kind = mount, mounted_kind
    return kind


def blindness(kind: str) -> str:
    """Why a kind does not tell of every change; empty when it does."""
    blind = kind in NETWORK_KINDS or kind.startswith("fuse.")
    return f"{kind} does not tell of every change" if blind else ""


def _mounted(line: str) -> tuple[str, str]:
    """The mount point and kind in a line of mountinfo (proc_pid_mountinfo(5))."""
    before, _, after = line.partition(" - ")
    fields = before.split(" ")
    mount = re.sub(r"\\([0-7]{3})", lambda code: chr(int(code[1], 8)), fields[4])
    return mount, after.split(" ", 1)[0]


def _holds(mount: str, target: str) -> bool:
    return target == mount or target.startswith(mount.rstrip("/") + "/")

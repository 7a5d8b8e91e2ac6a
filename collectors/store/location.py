"""Where the store of a framework lies."""

from __future__ import annotations

import os
import re
import stat
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

from collectors.errors import StoreError
from collectors.file_system import MOUNTS, NETWORK_KINDS, kind_of
from collectors.user_folders import state_folder


@dataclass(frozen=True, slots=True)
class Place:
    """The file of one framework's store."""

    path: Path
    note: str = ""
    """Why it is not where the user would look; empty when it is."""


def location(root: Path) -> Path:
    """The database file for a framework's root; it need not exist."""
    return place(root).path


def place(root: Path, mounts: Path = MOUNTS) -> Place:
    """The same, and why it is elsewhere when the state folder is on a network."""
    real = root.resolve()
    slug = re.sub(r"[^a-z0-9._]+", "-", real.name.lower()).strip("-.")[:40] or "root"
    name = f"{slug}-{blake2b(os.fsencode(real), digest_size=6).hexdigest()}.sqlite3"
    folder = state_folder()
    kind = kind_of(folder, mounts)
    if kind not in NETWORK_KINDS:
        return Place(folder / name)
    local = _local_folder()
    return Place(local / name, f"{folder} is on {kind}, which SQLite cannot share: using {local}")


def _local_folder() -> Path:
    return Path(f"/var/tmp/perfdash-{os.geteuid()}")  # noqa: S108 - owner and mode are checked


def prepare(path: Path) -> None:
    """Make sure the database file and its folder exist and only this user may read them."""
    try:
        _make_private(path.parent)
        fd = os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR | os.O_NOFOLLOW, 0o600)
    except FileExistsError:
        check_regular(path)
    except OSError as error:
        raise StoreError(
            f"cannot create {path}: {error.strerror}; "
            "set XDG_STATE_HOME to a folder that can be written"
        ) from error
    else:
        os.close(fd)


def _make_private(folder: Path) -> None:
    # `parents=True` would make the folders above with the umask alone.
    for missing in (*reversed(folder.parents), folder):
        if not missing.exists():
            missing.mkdir(mode=0o700, exist_ok=True)
    if folder == _local_folder():
        check_own(folder)


def check_own(folder: Path) -> None:
    """Refuse a folder in a shared place that someone else made, or made for others too."""
    found = folder.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != os.geteuid() or found.st_mode & 0o077:
        raise StoreError(
            f"{folder} is not a folder of yours alone; remove it, "
            "or set XDG_STATE_HOME to a folder on a local disk"
        )


def check_regular(path: Path) -> None:
    """Refuse to open what is no file: a link could lead anywhere, a FIFO would wait for ever."""
    try:
        found = path.lstat()
    except OSError as error:
        raise StoreError(f"cannot look at {path}: {error.strerror}") from error
    if not stat.S_ISREG(found.st_mode):
        raise StoreError(f"{path} is not a regular file; move it away and start perfdash again")

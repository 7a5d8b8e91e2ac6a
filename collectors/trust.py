"""What the user trusts a repository's configuration to have executed, or sent somewhere.

A repository may have been written by anybody, so what its own configuration wants is nothing but
text until the user has seen it. Trust is in exactly that: the file, its content, the command, and
the content of the files beside it that the command names. It lies in the user's state folder, where
no repository can put it.
"""

from __future__ import annotations

import hashlib
import json
import os
import stat
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Self

from collectors.errors import TrustError
from collectors.framework.regular_file import OPENING
from collectors.user_folders import state_folder
from collectors.wish import Wish

_LARGEST_TRUST = 1 << 20
_LARGEST_CONFIG = 1 << 20
_LARGEST_PROGRAM = 1 << 26
_PIECE = 1 << 16
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC


@dataclass(frozen=True, slots=True)
class Grant:
    """One wish that the user granted."""

    wish: Wish
    at: int
    """When, in unix milliseconds."""


class Trust:
    """The grants of one user, in a file that nobody else may read or write."""

    def __init__(self, path: Path) -> None:
        self._path = path

    @classmethod
    def of_user(cls) -> Self:
        """The grants of whoever runs this."""
        return cls(state_folder() / "trust.json")

    def grants(self) -> tuple[Grant, ...]:
        """Every grant, oldest first.

        Raises `TrustError` when the file is not the user's alone, or is no such file.
        """
        try:
            descriptor = os.open(self._path, OPENING)
        except FileNotFoundError:
            return ()
        except OSError as error:
            raise self._unusable(error.strerror or str(error)) from error
        with os.fdopen(descriptor, "rb") as file:
            status = os.fstat(descriptor)
            if not stat.S_ISREG(status.st_mode) or status.st_uid != os.geteuid():
                raise self._unusable("it is no file of yours")
            if status.st_mode & 0o077 or status.st_size > _LARGEST_TRUST:
                raise self._unusable("others may read or write it, or it is too large")
            return self._parsed(file.read(_LARGEST_TRUST))

    def stamp(self) -> tuple[int, ...]:
        """What is another whenever the grants are; empty where there are none."""
        try:
            status = self._path.stat()
        except OSError:
            return ()
        return status.st_ino, status.st_mtime_ns, status.st_size

    def holds(self, wish: Wish) -> bool:
        """Whether exactly this was granted, and everything is as it was then."""
        known = any(grant.wish.digest == wish.digest for grant in self.grants())
        return bool(wish.digest) and known and renewed(wish).digest == wish.digest

    def grant(self, wishes: Iterable[Wish], *, at: int) -> None:
        """Trust wishes; each takes the place of what the same key of the same file wanted before.

        Raises `TrustError` when that cannot be written, or one cannot be vouched for.
        """
        granted = tuple(Grant(wish, at) for wish in wishes)
        for grant in granted:
            if not grant.wish.digest:
                raise TrustError(
                    f"{grant.wish.path}: {grant.wish.key} names a file that cannot be read whole;"
                    " name one of at most 64 MiB"
                )
        places = {(grant.wish.path, grant.wish.key) for grant in granted}
        kept = (it for it in self.grants() if (it.wish.path, it.wish.key) not in places)
        self._write((*kept, *granted))

    def revoke(self, folder: Path) -> tuple[Grant, ...]:
        """Trust nothing in a folder any longer; what was trusted there."""
        real = os.path.realpath(folder)
        known = self.grants()
        revoked = tuple(it for it in known if str(Path(it.wish.path).parent) == real)
        if revoked:
            self._write(tuple(it for it in known if it not in revoked))
        return revoked

    def _parsed(self, text: bytes) -> tuple[Grant, ...]:
        try:
            listed = json.loads(text or b"[]")
            return tuple(_grant(fields) for fields in listed)
        except (ValueError, TypeError, KeyError, RecursionError) as error:
            raise self._unusable("it is not what perfdash wrote") from error

    def _write(self, grants: tuple[Grant, ...]) -> None:
        part = self._path.with_name(f".{self._path.name}.{os.getpid()}.part")
        text = json.dumps([_fields(grant) for grant in grants], indent=2).encode()
        try:
            self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            part.unlink(missing_ok=True)
            with os.fdopen(os.open(part, _NEW, 0o600), "wb") as file:
                file.write(text)
                file.flush()
                os.fsync(file.fileno())
            part.replace(self._path)
        except OSError as error:
            raise TrustError(
                f"cannot write {self._path}: {error.strerror};"
                " set XDG_STATE_HOME to a folder that can be written"
            ) from error

    def _unusable(self, why: str) -> TrustError:
        return TrustError(f"{self._path}: {why}; remove it, then trust again: perfdash trust")


def wish_of(path: Path, content: bytes, key: str, words: tuple[str, ...]) -> Wish:
    """What a configuration file of this content wants."""
    real = os.path.realpath(path)
    parts = (os.fsencode(real), content, key.encode(), *map(_bytes, words))
    named = tuple(_content(Path(real).parent, word) for word in words)
    if None in named:
        return Wish(real, key, words, "")
    total = hashlib.sha256()
    for part in (*parts, *(part for part in named if part is not None)):
        total.update(len(part).to_bytes(8, "big") + part)
    return Wish(real, key, words, total.hexdigest())


def files_named(wish: Wish) -> tuple[str, ...]:
    """The words of a wish that name files beside it, whose content is trusted too."""
    folder = Path(wish.path).parent
    return tuple(word for word in wish.words if _content(folder, word) != b"")


def renewed(wish: Wish) -> Wish:
    """The same wish with the digest of what lies on disk now; empty when it cannot be read."""
    try:
        with os.fdopen(os.open(wish.path, OPENING), "rb") as file:
            content = file.read(_LARGEST_CONFIG + 1)
    except OSError:
        return replace(wish, digest="")
    return replace(wish_of(Path(wish.path), content, wish.key, wish.words), trusted=wish.trusted)


def _fields(grant: Grant) -> dict[str, object]:
    wish = grant.wish
    return {
        "path": wish.path,
        "key": wish.key,
        "words": wish.words,
        "digest": wish.digest,
        "at": grant.at,
    }


def _grant(fields: dict[str, object]) -> Grant:
    words = fields["words"]
    if not isinstance(words, list):
        raise TypeError("words are no list")
    path, key, digest = (str(fields[name]) for name in ("path", "key", "digest"))
    return Grant(Wish(path, key, tuple(map(str, words)), digest), int(str(fields["at"])))


def _bytes(word: str) -> bytes:
    return word.encode("utf-8", "surrogateescape")


def _content(folder: Path, word: str) -> bytes | None:
    """A digest of the file beside the configuration that a word names, empty when there is none.

    None when there is one that cannot be read whole: nobody can vouch for it.
    """
    try:
        named = folder / word
        real = os.path.realpath(named)
        if not (named.is_relative_to(folder) or Path(real).is_relative_to(folder)):
            return b""
        descriptor = os.open(real, OPENING)
    except (FileNotFoundError, NotADirectoryError, ValueError):
        return b""
    except OSError:
        return None
    with os.fdopen(descriptor, "rb") as file:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            return b""
        return _digest(iter(lambda: file.read(_PIECE), b""))


def _digest(pieces: Iterable[bytes]) -> bytes | None:
    total, size = hashlib.sha256(), 0
    for piece in pieces:
        total.update(piece)
        size += len(piece)
        if size > _LARGEST_PROGRAM:
            return None
    return total.digest()

"""Where files may be read, and what each is called."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

_ESCAPED_BYTE = re.compile(r"\\x([89a-f][0-9a-f])")


def printable(name: str) -> str:
    r"""A name from the file system as text: bytes that are not UTF-8 become `\xNN`."""
    if name.isascii():
        return name
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def is_below(path: str, folder: str) -> bool:
    """Whether a path is the folder or lies in it; the empty folder holds every path."""
    return not folder or path == folder or path.startswith(folder.rstrip("/") + "/")


class Grounds(NamedTuple):
    """The framework's root, and the folders beside it that imports may reach."""

    root: str
    """A real path, as the operating system spells it."""
    home: str
    allowed: tuple[str, ...] = ()
    """Real paths of folders outside the root."""

    @classmethod
    def around(cls, root: Path, allowed: Iterable[str] = ()) -> Grounds:
        """The grounds of a root: itself, the user's `~/.claude`, and what the user allows."""
        home = os.path.realpath(Path("~").expanduser())
        folders = (str(Path(home, ".claude")), *(str(Path(name).expanduser()) for name in allowed))
        return cls(os.path.realpath(root), home, tuple(os.path.realpath(each) for each in folders))

    def allows(self, real: str) -> bool:
        """Whether a real path may be read."""
        return any(_holds(folder, real) for folder in (self.root, *self.allowed))

    def written(self, file: str) -> str:
        """What an absolute file is called: relative to the root, else to `~`, else absolute."""
        for folder, prefix in ((self.root, ""), (self.home, "~/")):
            if _holds(folder, file):
                return printable(prefix + file[len(folder) :].lstrip("/"))
        return printable(file)

    def located(self, path: str) -> str:
        """The file a module's path names, as the operating system spells it."""
        if path.startswith("/"):
            file = path
        elif path.startswith("~/"):
            file = self.home.rstrip("/") + path[1:]
        else:
            file = f"{self.root.rstrip('/')}/{path}"
        if "\\x" in file and not os.path.lexists(file):
            return _ESCAPED_BYTE.sub(lambda byte: chr(0xDC00 + int(byte[1], 16)), file)
        return file


def _holds(folder: str, file: str) -> bool:
    return file == folder or file.startswith(folder.rstrip("/") + "/")

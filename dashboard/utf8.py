"""In which encoding names on disk are read: UTF-8, whatever the locale says.

A store remembers names as text. Where Python takes them for another encoding, what was remembered
would name no file, and every other module would be a new one.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress


def begin_again() -> None:
    """Start over in Python's UTF-8 mode where names have another encoding; return elsewhere.

    What is printed stays in the encoding of the locale, unless that is ASCII: as Python and click
    do, it is taken for a locale that nobody chose, in a terminal that shows UTF-8.
    """
    if sys.getfilesystemencoding() == "utf-8":
        return
    printed = getattr(sys.stdout, "encoding", None) or "ascii"
    if printed not in {"ascii", "ansi_x3.4-1968"}:
        os.environ.setdefault("PYTHONIOENCODING", f"{printed}:backslashreplace")
    with suppress(OSError):
        os.execv(sys.executable, [sys.executable, "-X", "utf8", *sys.orig_argv[1:]])  # noqa: S606

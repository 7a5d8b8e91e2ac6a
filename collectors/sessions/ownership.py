"""Whether a session began in the root, or below it: a folder's name tells it of too many.

The folder that the session's own lines name decides. Where it does not lead to the name of the one
that they lie in, as after a project was moved, that name decides if it is exactly the root's.
"""

from __future__ import annotations

import os
from pathlib import PurePosixPath

from collectors.framework.regular_file import OPENING
from collectors.sessions import beginning
from collectors.sessions.places import Places
from collectors.sessions.session_file import SessionFile
from collectors.sessions.slug import slug


class Ownership:
    """Tells the root's sessions from those of others, and remembers what was told."""

    def __init__(self, places: Places) -> None:
        self._places = places
        self._exact = slug(places.project)
        self._began_in: dict[tuple[str, int], str] = {}

    def holds(self, file: SessionFile) -> bool:
        """Whether the session of a file is the root's.

        One that does not tell yet is, if its folder has exactly the root's name. Raises `OSError`
        when the file cannot be read.
        """
        if self._places.own_all or not file.near:
            return self._places.own_all
        folder = self._of_main(file) or self._of(file.path)
        if PurePosixPath(folder).is_relative_to(self._places.project):
            return True
        return f"/{self._exact}/" in file.path and slug(folder) != self._exact

    def _of_main(self, file: SessionFile) -> str:
        """Where the session began that a sub-agent worked for: it may have worked elsewhere."""
        try:
            return self._of(file.main) if file.main else ""
        except OSError:
            return ""

    def _of(self, path: str) -> str:
        descriptor = os.open(path, OPENING)
        try:
            key = path, os.fstat(descriptor).st_ino
            found = self._began_in.get(key) or beginning.folder(descriptor)
        finally:
            os.close(descriptor)
        if found:
            self._began_in[key] = found
        return found

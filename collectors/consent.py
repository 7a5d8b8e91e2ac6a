"""Which of a configuration's wishes the user grants while it is in force.

`perfdash trust` runs in another terminal: a look at its file tells when to read the wishes again.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from collectors import config_file
from collectors.config import Config
from collectors.errors import PerfdashError


class Consent:
    """A configuration that follows what the user trusts; for one thread at a time."""

    def __init__(self, root: Path, config: Config) -> None:
        """Take the configuration in force, as it was read a moment ago."""
        self._root = root
        self._config = config
        self._stamp = self._look()

    def config(self) -> Config:
        """The configuration, with every wish that is granted by now, and none revoked since."""
        stamp = self._look()
        if stamp != self._stamp:
            self._stamp = stamp
            self._config = self._renewed()
        return self._config

    def _look(self) -> tuple[int, ...]:
        if not self._config.wishes:
            return ()
        from collectors.trust import Trust

        return Trust.of_user().stamp()

    def _renewed(self) -> Config:
        """What is to be told and how; of all else what was in force at the start goes on."""
        try:
            fresh = config_file.settings(self._root).config
        except PerfdashError:
            return self._config
        return replace(self._config, notify=fresh.notify, wishes=fresh.wishes)

"""What is done to a store at every tick, a bounded piece each time, and when its disk is full."""

from __future__ import annotations

from pathlib import Path

from collectors.config import StoreConfig
from collectors.store import ballast, retention, rollup
from collectors.store.connection import sqlite3
from collectors.store.tenure import Tenure


class Upkeep:
    """Rolls up, deletes what is too old, gives pages back, and keeps room for that in reserve."""

    def __init__(self, path: Path, config: StoreConfig) -> None:
        self._ballast = path.with_name(f"{path.name}.ballast")
        self._config = config
        self._tidied_on = -1

    def advance(self, tenure: Tenure, now: int) -> None:
        """Do a piece of what is due; raises what SQLite does, with the reserve given away."""
        try:
            rollup.roll_up(tenure.db, now)
            present = tenure.present.at(now)
            retention.retain(tenure.db, present, self._config)
            self._tidy(tenure, present)
        except sqlite3.DatabaseError:
            ballast.drop(self._ballast)
            raise
        ballast.take_on(self._ballast)

    def give_way(self) -> bool:
        """Give the reserve away; say whether there was any."""
        return ballast.drop(self._ballast)

    def make_room(self, tenure: Tenure, now: int) -> None:
        """Delete what is too old; raises what SQLite does."""
        retention.retain(tenure.db, tenure.present.at(now), self._config)

    def _tidy(self, tenure: Tenure, now: int) -> None:
        today = now // rollup.DAY
        if today == self._tidied_on:
            return
        if retention.forget(tenure.db, now, self._config):
            tenure.entries.forget()
        self._tidied_on = today

"""What a store tells of alerts: which were shown, and what users decided about them."""

from __future__ import annotations

from collectors.decision import Acknowledgement, Silence
from collectors.shown import ShownAlert
from collectors.store import alert_log, decisions
from collectors.store.reader import Read


class StoredAlerts:
    """Alerts told and decided about; every answer raises `StoreError` when it cannot be read."""

    def __init__(self, read: Read) -> None:
        """Take how the file is read."""
        self._read = read

    def log(self, since: int) -> tuple[ShownAlert, ...]:
        """What was told of alerts that fire, or ended at or after a time; in the order told."""
        return self._read(lambda db: alert_log.shown(db, since), ())

    def acknowledgements(self) -> tuple[Acknowledgement, ...]:
        """The newest of each alert."""
        return self._read(decisions.acknowledgements, ())

    def silences(self, since: int) -> tuple[Silence, ...]:
        """Those that end at or after a time, oldest first."""
        return self._read(lambda db: decisions.silences(db, since), ())

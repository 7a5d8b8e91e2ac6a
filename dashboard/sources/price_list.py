"""The list of prices, read once there is something to price."""

from __future__ import annotations

from collectors.prices.table import NO_PRICES, PriceTable
from dashboard.sessions import Sessions


class PriceList:
    """Remembers the list: nobody waits for it who has no session, or a second time."""

    def __init__(self) -> None:
        self._table: PriceTable | None = None

    def of(self, sessions: Sessions) -> PriceTable:
        """What the tokens of these sessions cost; empty when there are none."""
        if self._table is None and sessions.summaries:
            from collectors.prices.place import table

            self._table = table()
        return self._table or NO_PRICES

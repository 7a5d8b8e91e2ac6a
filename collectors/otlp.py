"""Keeps what Claude Code's telemetry says of requests and tool calls, where the user wants that."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, ClassVar

from collectors.clock import Clock
from collectors.errors import TelemetryError
from collectors.model import Occasion, Record, Status, Trigger
from collectors.session import Telemetry
from collectors.site import Site
from collectors.telemetry.logs import logs
from collectors.telemetry.waits import Waits

if TYPE_CHECKING:
    from collectors.telemetry.attributes import Json
    from collectors.telemetry.endpoint import Endpoint

_MOST_WAITING = 10_000
"""What is told between two ticks beyond that is lost, and counted."""


class OtlpCollector:
    """Listens while it is wanted, and tells at each tick what came in."""

    NAME: ClassVar[str] = "telemetry"
    TRIGGERS: ClassVar[frozenset[Trigger]] = frozenset({Trigger.START, Trigger.TICK})

    def __init__(self, site: Site, *, now: Callable[[], int] | None = None) -> None:
        self._config = site.config.sessions
        self._now = now or Clock().now
        self._endpoint: Endpoint | None = None
        self._waits = Waits()
        self._told: deque[Telemetry] = deque()
        self._lost = 0

    def collect(self, occasion: Occasion) -> Iterator[Record]:  # noqa: ARG002 - all are alike here
        """Yield what came in since the last call; begin to listen at the first."""
        if not self._config.otlp:
            return
        if self._endpoint is None:
            # An HTTP server takes long to import, and most never want one.
            from collectors.telemetry.endpoint import Endpoint

            try:
                self._endpoint = Endpoint(self._config.otlp_port, self._hear)
            except TelemetryError as error:
                yield Status(self.NAME, degraded=True, detail=str(error))
                return
        while self._told:
            yield self._told.popleft()
        yield self._status(self._endpoint.address)

    def close(self) -> None:
        """Listen no more."""
        if self._endpoint is not None:
            self._endpoint.close()
            self._endpoint = None

    def _hear(self, signal: str, document: Mapping[str, Json]) -> None:
        """Take an export, in the endpoint's thread."""
        read = {"logs": logs, "traces": self._waits.read}.get(signal)
        for telemetry in read(document, self._now()) if read else ():
            if len(self._told) < _MOST_WAITING:
                self._told.append(telemetry)
            else:
                self._lost += 1

    def _status(self, address: str) -> Status:
        where = f"listening for telemetry on {address}"
        records = "1 record" if self._lost == 1 else f"{self._lost} records"
        lost = f"; {records} lost: they came too fast" if self._lost else ""
        return Status(self.NAME, degraded=self._lost > 0, detail=f"{where}{lost}")

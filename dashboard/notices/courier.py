"""Who carries notices to their channels, in a thread of its own, so that nothing waits for them."""

from __future__ import annotations

import queue
import threading
import time
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from functools import partial

from collectors.attempt import attempt, described
from dashboard.notices.channel import Channel, Outcome
from dashboard.notices.notice import Notice

_WAITING = 32
_MINUTE = 60.0
_PATIENCE_SECONDS = 2.0


class Courier:
    """A queue of notices; what does not fit, or comes too fast, is dropped and counted."""

    def __init__(
        self,
        channels: tuple[Channel, ...],
        *,
        per_minute: int,
        on_outcome: Callable[[Outcome], None],
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        """Take where to deliver; `on_outcome` is called in the courier's thread."""
        self._channels = channels
        self._per_minute = per_minute
        self._on_outcome = on_outcome
        self._monotonic = monotonic
        self._waiting: queue.Queue[Notice | None] = queue.Queue(_WAITING)
        self._sent: dict[str, deque[float]] = {it.name: deque() for it in channels}
        self._dropped = 0
        self._halt = threading.Event()
        self._started = False
        self._thread = threading.Thread(target=self._work, name="perfdash-notices", daemon=True)

    @property
    def dropped(self) -> int:
        """How many deliveries were given up so far."""
        return self._dropped

    def start(self) -> None:
        """Begin to deliver, as soon as there is anywhere to."""
        self._started = True
        if self._channels and not self._thread.ident:
            self._thread.start()

    def serve(self, channels: tuple[Channel, ...]) -> None:
        """Deliver to these from now on; what each may have this minute does not begin anew."""
        for channel in channels:
            self._sent.setdefault(channel.name, deque())
        self._channels = channels
        if self._started and not self._halt.is_set():
            self.start()

    def offer(self, notice: Notice) -> None:
        """Deliver a notice soon, if there is room for it; returns at once."""
        if not self._channels:
            return
        try:
            self._waiting.put_nowait(notice)
        except queue.Full:
            self._dropped += len(self._channels)

    def stop(self) -> None:
        """Deliver no more; what is under way is ended, what waits is dropped."""
        self._halt.set()
        with suppress(queue.Full):
            self._waiting.put_nowait(None)
        if self._thread.is_alive():
            self._thread.join(_PATIENCE_SECONDS)

    def _work(self) -> None:
        while (notice := self._waiting.get()) and not self._halt.is_set():
            self.deliver(notice)

    def deliver(self, notice: Notice) -> None:
        """Send a notice to every channel that may have one more this minute."""
        for channel in self._channels:
            if self._may_send(channel.name):
                error = attempt(partial(self._send, channel, notice))
                if error is not None:
                    self._on_outcome(Outcome(channel.name, described(error), failed=True))
            else:
                self._dropped += 1

    def _send(self, channel: Channel, notice: Notice) -> None:
        self._on_outcome(channel.send(notice, self._halt.is_set))

    def _may_send(self, name: str) -> bool:
        now, sent = self._monotonic(), self._sent[name]
        while sent and now - sent[0] >= _MINUTE:
            sent.popleft()
        if len(sent) >= self._per_minute:
            return False
        sent.append(now)
        return True

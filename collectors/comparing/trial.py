"""A comparison under way: it goes on whenever there is time, and ends when it is decided."""

from __future__ import annotations

from time import monotonic
from types import TracebackType
from typing import Self

from collectors.comparing.side import Pair
from collectors.comparing.stage import NEW, OLD, set_up, take_down
from collectors.comparing.tally import Tally
from collectors.comparing.worker_process import PATIENCE_SECONDS, Worker, command


class Trial:
    """Both sides in one worker; close it, or worker and files remain."""

    def __init__(self, pair: Pair) -> None:
        """Write both sides and start the worker; raise `CompareError` when there can be none."""
        self.pair = pair
        self.tally = Tally()
        self.cpu_seconds = 0.0
        """What the worker has spent, as it last said."""
        self._is_busy = True
        self._folder = set_up(pair)
        try:
            self._worker = Worker(command(self._folder, OLD, NEW))
        except BaseException:
            take_down(self._folder)
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def advance(self, *, seconds: float) -> bool:
        """Go on for about so many seconds; whether it is decided.

        A block that takes longer goes on meanwhile. Raises `CompareError` when the worker fails.
        """
        deadline = monotonic() + seconds
        while not self.tally.decided:
            left = deadline - monotonic()
            if left <= 0 or not self._go_on(left):
                return False
        return True

    def finish(self) -> None:
        """Go on until it is decided; raise `CompareError` when the worker fails."""
        while not self.advance(seconds=PATIENCE_SECONDS):
            pass

    def close(self) -> None:
        """End the worker and remove what was written."""
        self._worker.close()
        take_down(self._folder)

    def _go_on(self, seconds: float) -> bool:
        """Wait for what the worker is at, or for one more block; False when that takes longer."""
        if not self._is_busy:
            self._worker.ask()
        answer = self._worker.answer(within=seconds)
        self._is_busy = answer is None
        if answer is None:
            return False
        self.cpu_seconds = answer.cpu_seconds
        self.tally = self.tally.told(answer)
        return True

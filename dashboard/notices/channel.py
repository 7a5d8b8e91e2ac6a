"""Where notices go."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from dashboard.notices.notice import Notice


@dataclass(frozen=True, slots=True)
class Outcome:
    """How the delivery of a notice went."""

    channel: str
    said: str
    """In words that hold no secret of the channel's."""
    failed: bool = False


class Channel(Protocol):
    """A way to tell the user, that may be slow."""

    @property
    def name(self) -> str:
        """The setting that names it: `notify.webhook`."""
        ...

    def send(self, notice: Notice, halted: Callable[[], bool]) -> Outcome:
        """Deliver a notice; give up soon once `halted` says so."""
        ...

"""What loads what in the newest framework, worked out anew only when that changes.

Most saves change what a module says, and not what it includes.
"""

from __future__ import annotations

from collections.abc import Callable

from collectors.framework.expansions import Expansions
from collectors.framework.module import Framework
from dashboard.memo import remembered


def _followed() -> Callable[[Framework], Expansions]:
    last = Expansions.of(Framework())

    def follow(framework: Framework) -> Expansions:
        nonlocal last
        last = found = last.following(framework)
        return found

    return follow


expansions = remembered(_followed())
"""The expansions of a framework; the same ones as before when it is linked alike."""

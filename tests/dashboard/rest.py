"""When an app under test has nothing left to do; it is drawn when somebody looks, not before."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from textual.screen import Screen

if TYPE_CHECKING:
    import pytest

_draw = Screen._compositor_refresh


async def rest(_least: float = 0, _most: float = 0) -> None:
    """Let the loop work until only a thread, a timer or a user could bring more.

    It stands in for Textual's own waiting, which takes a process that was not given the
    processor for 20 ms for one that has finished.
    """
    await asyncio.sleep(0)
    while not is_at_rest():
        await asyncio.sleep(0)


def is_at_rest() -> bool:
    """Whether nothing in the running loop is ready to run."""
    return not vars(asyncio.get_running_loop())["_ready"]


def arrange(screen: Screen[object]) -> None:
    """Give all that changed its place."""
    screen._on_timer_update()


def draw(screen: Screen[object]) -> None:
    """Draw what changed since it was last drawn."""
    _draw(screen)


def _postpone(screen: Screen[object]) -> None:
    """Leave what changed on the uppermost screen to be drawn later."""
    if screen is screen.app.screen:
        screen._dirty_widgets.clear()
    else:
        _draw(screen)


def wait_for_rest(patch: pytest.MonkeyPatch) -> None:
    """Have pilots wait until an app is at rest, and nothing but `draw` draw it."""
    patch.setattr("textual.app.wait_for_idle", rest)
    patch.setattr("textual.pilot.wait_for_idle", rest)
    patch.setattr(Screen, "_compositor_refresh", _postpone)

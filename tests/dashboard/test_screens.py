from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from dashboard import screens
from dashboard.messages import (
    AlertsAsked,
    EvidenceAsked,
    ModuleOpened,
    ScreenAsked,
    SessionOpened,
    SessionsAsked,
    TurnOpened,
)
from tests.dashboard.harbor import a_reading

if TYPE_CHECKING:
    from textual.screen import Screen

SNAPSHOT = a_reading().snapshot
ONE, OTHER = (module.path for module in SNAPSHOT.framework.modules[:2])


def opened(asked: ScreenAsked) -> Screen[None]:
    """The screen that there must be."""
    screen = screens.asked_for(asked, SNAPSHOT)
    assert screen is not None
    return screen


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        (AlertsAsked(), "AlertsScreen"),
        (EvidenceAsked("k"), "EvidenceScreen"),
        (ModuleOpened(ONE), "ModuleScreen"),
        (SessionsAsked(), "SessionsScreen"),
        (SessionOpened("s"), "SessionScreen"),
        (TurnOpened("s", "t"), "TurnScreen"),
    ],
)
async def test_what_is_asked_for_has_a_screen(asked: ScreenAsked, shown: str) -> None:
    assert type(opened(asked)).__name__ == shown


def test_everything_that_can_be_asked_for_is_tried_here() -> None:
    assert len(ScreenAsked.__subclasses__()) == 6


async def test_a_module_that_is_not_there_has_none() -> None:
    assert screens.asked_for(ModuleOpened("gone.md"), SNAPSHOT) is None


async def test_screens_about_two_modules_are_two() -> None:
    one, same, other = (opened(ModuleOpened(path)) for path in (ONE, ONE, OTHER))
    assert screens.alike(one, same)
    assert not screens.alike(one, other)


async def test_only_a_screen_that_is_alone_of_its_kind_counts_as_open_beneath_others() -> None:
    alerts, module = opened(AlertsAsked()), opened(ModuleOpened(ONE))
    assert screens.is_open(opened(AlertsAsked()), (alerts, module))
    assert not screens.is_open(module, (module, alerts))

"""Terminals that become as small as a pane can, and large again."""

from __future__ import annotations

import pytest

from tests.dashboard.fakes import FakeSource, an_app, press, resize, seen, settle
from tests.dashboard.worse import a_worse_reading

SMALL = ((20, 8), (6, 3), (4, 3), (1, 24), (1, 1))


@pytest.mark.parametrize(
    "keys",
    [
        (),
        ("z",),
        ("enter",),
        ("slash",),
        ("v",),
        ("v", "S"),
        ("v", "enter"),
        ("c", "enter"),
        ("u",),
        ("question_mark",),
        ("ctrl+p",),
    ],
    ids=" ".join,
)
async def test_no_screen_ends_where_a_terminal_is_too_small_for_it(keys: tuple[str, ...]) -> None:
    app = an_app(source=FakeSource(a_worse_reading()))
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, *keys)
        before = seen(app)
        for width, height in SMALL:
            await resize(pilot, width, height)
            seen(app)
        await resize(pilot, 80, 24)
        after = seen(app)
    assert after.splitlines()[0] == before.splitlines()[0]

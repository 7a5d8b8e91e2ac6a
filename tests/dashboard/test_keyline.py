"""The keys on the bottom line, or what was just done."""

from __future__ import annotations

from dashboard.app import PerfdashApp
from dashboard.keyline import KeyLine
from tests.dashboard.fakes import an_app, press, seen, settle

SIZE = (120, 40)


def last(app: PerfdashApp) -> str:
    return seen(app).splitlines()[-1]


async def test_the_keys_are_those_of_what_has_the_focus() -> None:
    app = an_app()
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        of_modules = last(app)
        await press(pilot, "1")
        of_latency = last(app)
    assert "e edit" in of_modules
    assert "e edit" not in of_latency


async def test_keys_that_do_the_same_or_are_not_shown_stand_there_once_or_not_at_all() -> None:
    app = an_app()
    async with app.run_test(size=(200, 60)) as pilot:
        await settle(pilot)
        shown = last(app)
    assert shown.count(" quit") == 1
    assert "rate" not in shown


async def test_where_there_is_little_room_help_and_the_way_out_stay() -> None:
    app = an_app()
    async with app.run_test(size=(30, 24)) as pilot:
        await settle(pilot)
        assert last(app).endswith("? help  q quit")


async def test_a_note_takes_the_place_of_the_keys_and_is_cut_where_it_is_too_long() -> None:
    app = an_app()
    async with app.run_test(size=(40, 24)) as pilot:
        await settle(pilot)
        line = app.screen.query_one(KeyLine)
        line.note = f"snapshot written to {'a' * 60}"
        cut = last(app)
        line.note = "measuring\x1b[2J"
        assert last(app).startswith(" measuring")
        assert "\x1b" not in last(app)
    assert cut == f" snapshot written to {'a' * 17}…"

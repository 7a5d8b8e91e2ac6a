"""Looking for rows by words."""

from __future__ import annotations

from tests.dashboard.fakes import an_app, press, seen, settle


async def test_while_words_are_typed_the_keys_that_lead_out_are_told_and_no_others() -> None:
    app = an_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await press(pilot, "slash")
        keys = seen(app).splitlines()[-1].strip()
    assert keys == "enter to the rows  esc clear filter"


async def test_a_slash_is_a_part_of_what_is_looked_for() -> None:
    app = an_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await press(pilot, "slash", "s", "slash")
        assert "filter s/" in seen(app)

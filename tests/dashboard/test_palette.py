from __future__ import annotations

from tests.dashboard.fakes import an_app, press, seen, settle

SIZE = (110, 34)


async def test_the_palette_offers_every_key_of_the_screen() -> None:
    app = an_app()
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        offered = [command.title for command in app.get_system_commands(app.screen)]
    assert {"Pause", "Filter", "Snapshot", "Run now", "Zoom", "Quit", "Themes"} <= {*offered}
    assert len(offered) == len({*offered})


async def test_a_command_of_the_palette_does_what_its_key_does() -> None:
    app = an_app()
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        await press(pilot, "ctrl+p")
        await press(pilot, *"pause")
        await press(pilot, "enter")
        assert "PAUSED" in seen(app)

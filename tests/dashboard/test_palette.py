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


async def test_the_palette_says_what_a_key_is_for() -> None:
    app = an_app()
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        told = {command.title: command.help for command in app.get_system_commands(app.screen)}
    assert told["Pause"] == "key space: freeze the view while recording goes on"
    assert told["Run now"] == "key r: measure everything once more"


async def test_a_command_of_the_palette_does_what_its_key_does() -> None:
    app = an_app()
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        await press(pilot, "ctrl+p")
        await press(pilot, *"pause")
        await press(pilot, "enter")
        assert "PAUSED" in seen(app)

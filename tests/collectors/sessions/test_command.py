from __future__ import annotations

import pytest

from collectors.sessions.command import command

NAME, MESSAGE, ARGUMENTS = (
    "<command-name>/plan</command-name>",
    "<command-message>plan is running…</command-message>",
    "<command-args>a < b\n</command-args>",
)


@pytest.mark.parametrize(
    "body",
    [
        f"{MESSAGE}\n{NAME}\n{ARGUMENTS}",
        f"{NAME}\n            {MESSAGE}\n            {ARGUMENTS}",
        f"{MESSAGE}\n{NAME}",
        f"  {NAME}\n",
        "<command-name>plan</command-name>",
        f"{NAME}<command-args></command-args>",
    ],
)
def test_a_command_is_found_whatever_the_order_of_its_tags(body: str) -> None:
    assert command(body) == "/plan"


@pytest.mark.parametrize(
    "body",
    [
        f"What does {NAME} mean?",
        f"{NAME} please",
        f"{NAME}\n<other>x</other>",
        MESSAGE,
        "<command-name>/plan",
        "<command-name></command-name>",
        "<command-name>/tell me all</command-name>",
        "/plan",
        "",
    ],
)
def test_a_text_that_is_more_than_markup_is_no_command(body: str) -> None:
    assert command(body) == ""


@pytest.mark.parametrize("name", ["fix:tests", "docs/update", "mcp__a__b"])
def test_commands_of_folders_and_plugins_keep_their_names(name: str) -> None:
    assert command(f"<command-name>/{name}</command-name>") == f"/{name}"

"""What a terminal does not show as it is."""

from __future__ import annotations

import pytest

from dashboard.hidden_character import is_hidden


@pytest.mark.parametrize(
    "character",
    [
        *("\x1b", "\n", "\x7f", "\x9b"),  # what a terminal obeys
        *("\u202e", "\u2066", "\u200f"),  # what reorders text
        *("\u200b", "\u00ad", "\u3164", "\u034f", "\U000e0100", "\U000e0041"),
        *("\ud800", "\ue000", "\u0378"),  # what is no character, or none that is known
    ],
)
def test_what_is_obeyed_reorders_or_is_blank_is_hidden(character: str) -> None:
    assert is_hidden(character)


@pytest.mark.parametrize("character", [*"aä漢🙂 …", "\u00a0", "\u3000", "\u0301", "\ufe0f"])
def test_what_is_seen_and_what_keeps_words_apart_is_not(character: str) -> None:
    assert not is_hidden(character)

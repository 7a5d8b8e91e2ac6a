from __future__ import annotations

import pytest

from dashboard.help import MOVING, SIGNS, WORDS
from tests.dashboard.fakes import an_app, press, seen, settle

NARROWEST = 80 - 2 - 4 - 1
"""Cells of a page within its border, its padding and its scrollbar."""


@pytest.mark.parametrize(("keys", "meaning"), [*MOVING, *SIGNS, *WORDS])
def test_what_a_sign_or_a_word_means_fits_on_one_line(keys: str, meaning: str) -> None:
    assert len(f"  {keys:<18}{meaning}") <= NARROWEST


async def test_words_that_a_newcomer_meets_are_told() -> None:
    app = an_app()
    async with app.run_test(size=(84, 80)) as pilot:
        await settle(pilot)
        await press(pilot, "question_mark")
        shown = seen(app)
    assert "closure           a module with all that it includes" in shown
    assert "open the command palette" in shown

"""How full the context window is."""

from __future__ import annotations

import pytest

from collectors.prices import place
from collectors.prices.table import NO_PRICES, PriceTable
from collectors.session import Compaction
from dashboard.analysis.sessions import context_window
from dashboard.analysis.sessions.context_window import LARGE, SMALL, Context, Window
from dashboard.sessions import Detail
from tests.dashboard.worked import a_detail, a_request, at, used

PRICES = PriceTable(place.shipped().prices)


def window(model: str, *, largest_prompt: int = 0, configured: int = 0) -> Window:
    return context_window.window(
        model, PRICES, largest_prompt=largest_prompt, configured=configured
    )


def context(detail: Detail) -> Context | None:
    return context_window.context(detail, PRICES)


@pytest.mark.parametrize(
    ("model", "tokens"),
    [
        ("claude-opus-5-5", LARGE),
        ("claude-opus-4-6", LARGE),
        ("claude-sonnet-5", LARGE),
        ("claude-fable-5-1", LARGE),
        ("claude-haiku-5-5", LARGE),
        ("anthropic/claude-mythos-5", LARGE),
        ("us.anthropic.claude-sonnet-4-6-20260301-v1:0", LARGE),
        ("claude-opus-4-5", SMALL),
        ("claude-opus-4-5@20251101", SMALL),
        ("claude-haiku-4-5-20251001", SMALL),
        ("claude-sonnet-4-5-20250929", SMALL),
        ("claude-sonnet-4-20250514", SMALL),
        ("claude-sonnet-4-5[1m]", LARGE),
        ("house-model[1m]", LARGE),
    ],
)
def test_the_window_of_a_listed_model_is_known(model: str, tokens: int) -> None:
    assert window(model) == Window(tokens)


@pytest.mark.parametrize("model", ["deepseek-v4", "claude-opus-6", "claude-haiku-5", "", "opus-5"])
def test_of_an_unknown_model_nothing_is_guessed(model: str) -> None:
    assert window(model) == Window(SMALL, known=False)


def test_without_prices_no_window_is_known() -> None:
    assert context_window.window("claude-opus-5", NO_PRICES) == Window(SMALL, known=False)


def test_a_larger_prompt_proves_a_larger_window() -> None:
    assert window("claude-sonnet-4-5", largest_prompt=200_001) == Window(LARGE)
    assert window("claude-sonnet-4-5", largest_prompt=200_000) == Window(SMALL)
    assert window("claude-opus-5", largest_prompt=1_200_000) == Window(1_200_000, known=False)


def test_a_configured_window_holds_for_every_model() -> None:
    assert window("deepseek-v4", configured=128_000) == Window(128_000)
    assert window("claude-opus-5", configured=128_000) == Window(128_000)


def test_the_newest_prompt_of_the_main_chain_fills_the_window() -> None:
    found = context(
        a_detail(
            requests=(
                a_request(0, 1, used(90_000)),
                a_request(2, 3, used(100_000, wrote=20_000, plain=5_000, out=7_000)),
                a_request(4, 5, used(300_000), agent="helper"),
                a_request(6, 7, used(300_000), model="<synthetic>"),
                a_request(8, 9, used(300_000), hidden=True),
            )
        )
    )
    assert found is not None
    assert (found.used, found.window, found.at) == (125_000, Window(LARGE), at(3))
    assert found.ratio == 0.125


def test_only_prompts_of_the_same_model_prove_its_window() -> None:
    large = a_request(0, 1, used(600_000), model="claude-opus-5-5")
    small = a_request(2, 3, used(40_000), model="claude-haiku-4-5")
    found = context(a_detail(requests=(large, small)))
    assert found is not None
    assert found.window == Window(SMALL)


def test_a_compaction_empties_the_window_to_what_claude_code_says() -> None:
    compaction = Compaction("c", "s", at(10), pre_tokens=167_000, post_tokens=21_000)
    before = a_request(0, 1, used(167_000))
    found = context(a_detail(requests=(before,), compactions=(compaction,)))
    assert found is not None
    assert (found.used, found.estimated, found.compacted_at) == (21_000, True, at(10))


def test_a_prompt_that_was_answered_as_the_compaction_came_stood_before_it() -> None:
    compaction = Compaction("c", "s", at(10), pre_tokens=167_000, post_tokens=21_000)
    at_once = a_request(0, 10, used(167_000))
    found = context(a_detail(requests=(at_once,), compactions=(compaction,)))
    assert found is not None
    assert found.used == 21_000


def test_the_next_prompt_after_a_compaction_is_measured() -> None:
    compaction = Compaction("c", "s", at(10), pre_tokens=167_000, post_tokens=21_000)
    requests = (a_request(0, 1, used(167_000)), a_request(11, 12, used(24_000)))
    found = context(a_detail(requests=requests, compactions=(compaction,)))
    assert found is not None
    assert (found.used, found.estimated, found.compacted_from) == (24_000, False, 167_000)


def test_nothing_is_known_before_the_first_answer() -> None:
    assert context(a_detail()) is None

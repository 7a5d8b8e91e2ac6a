"""What requests cost."""

from __future__ import annotations

import random
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collectors.prices.place import shipped
from collectors.prices.table import NO_PRICES, PriceTable
from collectors.session import Request, TokenUse
from dashboard.analysis.sessions.cost import (
    NO_COST,
    Cost,
    added_costs,
    of_request,
    of_requests,
    of_usage,
)
from dashboard.sessions import PROMPT_BANDS, Usage
from tests.dashboard.analysis.sessions.price_lists import (
    DAY_MS,
    PRICES,
    a_request,
    usage_of,
    with_prompt,
)

SHIPPED = PriceTable(shipped().prices)
KINDS = st.integers(min_value=0, max_value=10**7)
TOKENS = st.builds(TokenUse, KINDS, KINDS, KINDS, KINDS, KINDS)
REQUESTS = st.builds(
    Request,
    id=st.just("r"),
    session=st.just("s"),
    ended_at=st.integers(min_value=0, max_value=3 * DAY_MS),
    model=st.sampled_from(["one", "tiered", "dated", "nobody-knows"]),
    tokens=TOKENS,
    speed=st.sampled_from(["", "fast"]),
    geography=st.sampled_from(["", "us"]),
    web_searches=st.integers(min_value=0, max_value=9),
)


def test_a_real_request_costs_what_claude_code_says() -> None:
    tokens = TokenUse(10, 305, 4_000, 3_000, 10_000)
    request = Request("r", "s", 1_795_000_000_000, "claude-opus-5", tokens)
    dollars = (10 * 5 + 305 * 25 + 4_000 * 6.25 + 3_000 * 10 + 10_000 * 0.5) / 1e6
    assert float(of_request(request, SHIPPED).usd) == pytest.approx(dollars, abs=1e-12)


@pytest.mark.parametrize(
    ("change", "dollars"),
    [
        ({}, "1"),
        ({"speed": "fast"}, "2"),
        ({"geography": "us"}, "1.1"),
        ({"speed": "fast", "geography": "us"}, "2.2"),
        ({"web_searches": 3}, "1.03"),
        ({"web_searches": 3, "geography": "us"}, "1.13"),
        ({"model": "one[1m]"}, "1"),
        ({"model": "anthropic/one"}, "1"),
    ],
)
def test_what_raises_a_price(change: dict[str, str], dollars: str) -> None:
    request = replace(a_request(), **change)  # type: ignore[arg-type]  # of several types
    assert of_request(request, PRICES) == Cost(Decimal(dollars), 1)
    assert of_usage(usage_of(request), PRICES) == Cost(Decimal(dollars), 1)


@pytest.mark.parametrize("bill", [of_request, lambda it, list_: of_usage(usage_of(it), list_)])
@pytest.mark.parametrize(("prompt", "dollars"), [(100_000, "0.1"), (100_001, "0.500005")])
def test_a_long_prompt_raises_the_price_of_the_whole_request(
    bill: type, prompt: int, dollars: str
) -> None:
    assert bill(with_prompt(a_request(model="tiered"), prompt), PRICES).usd == Decimal(dollars)


def test_a_price_is_that_of_the_requests_own_day() -> None:
    days = (DAY_MS - 1, DAY_MS)
    costs = [of_request(a_request(model="dated", at=at), PRICES).usd for at in days]
    assert costs == [3, 2]


def test_an_unknown_model_is_unpriced_and_never_free() -> None:
    cost = of_requests((a_request(model="claude-opus-9"), a_request(model="b")), PRICES)
    assert cost == Cost(Decimal(0), 2, 2, ("b", "claude-opus-9"))
    assert (cost.known_usd, cost.full_usd) == (None, None)


def test_without_a_list_nothing_has_a_price() -> None:
    assert of_request(a_request(), NO_PRICES).unpriced_requests == 1


def test_some_unpriced_requests_leave_the_price_of_the_others() -> None:
    cost = of_requests((a_request(), a_request(model="b")), PRICES)
    assert (cost.known_usd, cost.full_usd, cost.unpriced_requests) == (1.0, None, 1)


def test_a_failure_costs_nothing_and_needs_no_price() -> None:
    cost = of_request(a_request(0, "<synthetic>"), PRICES)
    assert (cost.full_usd, cost.unpriced_models) == (0.0, ())


def test_a_fast_request_to_a_model_that_has_no_fast_mode_is_unpriced() -> None:
    fast = replace(a_request(model="tiered"), speed="fast")
    assert of_request(fast, PRICES).unpriced_models == ("tiered",)


def test_nothing_costs_nothing() -> None:
    assert (NO_COST.known_usd, NO_COST.full_usd) == (0.0, 0.0)


@given(st.lists(REQUESTS, max_size=6))
def test_the_sum_does_not_depend_on_the_order(requests: list[Request]) -> None:
    assert of_requests(requests, PRICES) == of_requests(requests[::-1], PRICES)


@given(st.lists(REQUESTS, max_size=6))
def test_usages_cost_what_their_requests_do(requests: list[Request]) -> None:
    by_usage = added_costs(of_usage(usage_of(request), PRICES) for request in requests)
    assert by_usage == of_requests(requests, PRICES)


@given(REQUESTS, TOKENS)
def test_more_tokens_never_cost_less(request: Request, more: TokenUse) -> None:
    larger = replace(request, tokens=request.tokens + more)
    assert of_request(larger, PRICES).usd >= of_request(request, PRICES).usd


def test_grouped_requests_of_every_shipped_model_cost_what_they_do_one_by_one() -> None:
    seed = random.Random(4)
    for price in SHIPPED.prices:
        requests = [
            Request("r", "s", price.since or 1, price.model, TokenUse(*seed.choices(NEAR, k=5)))
            for _ in range(40)
        ]
        groups: dict[int, Usage] = {}
        for usage in map(usage_of, requests):
            known = groups.get(usage.band, replace(usage, tokens=TokenUse(), requests=0))
            tokens = known.tokens + usage.tokens
            groups[usage.band] = replace(known, tokens=tokens, requests=known.requests + 1)
        grouped = added_costs(of_usage(usage, SHIPPED) for usage in groups.values())
        assert grouped == of_requests(requests, SHIPPED)


NEAR = (0, 1, 33_333, 50_000, 66_667, 99_999, 100_000, 100_001, 200_000, 800_000)


@pytest.mark.parametrize("price", shipped().prices, ids=lambda price: price.model)
def test_the_grouping_knows_every_threshold_of_the_list(price: object) -> None:
    assert {tier.above for tier in getattr(price, "tiers")} <= {*PROMPT_BANDS}  # noqa: B009


def test_a_threshold_that_the_grouping_does_not_know_is_not_guessed() -> None:
    tiered = PRICES.prices[-1]
    odd = replace(tiered, tiers=(replace(tiered.tiers[0], above=150_000),))
    table = PriceTable((odd,))
    bands = [
        Usage(0, "tiered", band, requests=1, tokens=TokenUse(1)) for band in (0, *PROMPT_BANDS)
    ]
    assert [of_usage(usage, table).unpriced_requests for usage in bands] == [0, 1, 0]
    assert of_request(with_prompt(a_request(model="tiered"), 150_001), table).unpriced_requests == 0

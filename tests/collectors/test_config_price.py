"""A price of the user's takes the place of the one that its model had."""

from __future__ import annotations

from collectors.config import OwnPrice
from collectors.config_price import prices
from collectors.config_value import Toml

_PRICE: dict[str, Toml] = {
    "output": 15,
    "cache_write_5m": 3.75,
    "cache_write_1h": 6,
    "cache_read": 0.3,
}


def test_prices_are_kept_with_where_they_were_set() -> None:
    (price,) = prices({"My-Model": {"input": 3, **_PRICE}}, "here", ())
    assert price == OwnPrice("My-Model", 3.0, 15.0, 3.75, 6.0, 0.3, origin="here")


def test_what_comes_later_replaces_the_whole_price_of_a_model() -> None:
    both: dict[str, Toml] = {
        "a": {"input": 3, "web_search": 10, **_PRICE},
        "b": {"input": 4, **_PRICE},
    }
    known = prices(both, "first", ())
    later = prices({"a": {"input": 5, **_PRICE}}, "then", known)
    assert [(it.model, it.input, it.web_search) for it in later] == [("b", 4, 0), ("a", 5, 0)]

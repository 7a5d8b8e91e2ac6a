"""When prices are read."""

from __future__ import annotations

from pathlib import Path

import pytest

from collectors.prices.table import NO_PRICES
from collectors.session import Session
from dashboard.sessions import Sessions, Summary
from dashboard.sources.price_list import PriceList

SOME = Sessions(summaries=(Summary(Session("a")),))


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))


def test_without_a_session_no_price_is_read() -> None:
    assert PriceList().of(Sessions()) is NO_PRICES


def test_prices_are_read_once() -> None:
    prices = PriceList()
    first = prices.of(SOME)
    assert first.price("claude-opus-5", 0)
    assert prices.of(SOME) is prices.of(Sessions()) is first

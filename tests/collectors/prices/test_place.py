"""Which prices are in force."""

from __future__ import annotations

from pathlib import Path

import pytest

from collectors.errors import PricesError
from collectors.prices import place
from collectors.prices.document import Document
from tests.collectors.prices.lists import price


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))


def keep(version: str) -> None:
    place.keep(
        Document(f"genai-prices {version}", (price("claude-opus-5", "1"), price("claude-x")))
    )


def input_price(model: str) -> float | None:
    found = place.table().price(model, 10**13)
    return float(found.rates.input) if found else None


def test_without_a_file_of_the_users_the_shipped_prices_hold() -> None:
    assert place.taken() is None
    assert place.table().prices == place.shipped().prices


def test_newer_prices_of_the_users_replace_those_of_their_models() -> None:
    keep("999.0.0")
    assert [input_price(model) for model in ("claude-opus-5", "claude-x")] == [1, 3]
    assert input_price("claude-sonnet-5") == 2


def test_older_prices_of_the_users_are_not_used() -> None:
    keep("0.0.1")
    assert [input_price(model) for model in ("claude-opus-5", "claude-x")] == [5, None]


@pytest.mark.parametrize("text", [b"garbage", b"{}", b"\xff\xfe", b"x" * (1 << 20) + b"x"])
def test_a_file_that_cannot_be_read_leaves_the_shipped_prices_and_is_told(text: bytes) -> None:
    place.user_file().parent.mkdir()
    place.user_file().write_bytes(text)
    table = place.table()
    assert table.prices == place.shipped().prices
    assert str(place.user_file()) in table.note
    with pytest.raises(PricesError, match="remove it"):
        place.taken()


def test_a_folder_in_place_of_the_file_is_told_too() -> None:
    place.user_file().mkdir(parents=True)
    assert "cannot be read" in place.table().note


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "perfdash").write_text("in the way")
    with pytest.raises(PricesError, match="XDG_CONFIG_HOME"):
        keep("1.0.0")


def test_nothing_is_left_beside_what_is_kept() -> None:
    keep("1.0.0")
    assert [path.name for path in place.user_file().parent.iterdir()] == ["prices.json"]

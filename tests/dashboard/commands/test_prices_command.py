"""What `perfdash prices` prints and keeps."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import orjson

from collectors.prices import place
from tests.dashboard.commands.outcome import Perfdash
from tests.dashboard.export.schemas import check

if TYPE_CHECKING:
    import pytest

OWN = """[prices.my-gateway]
input = 3
output = 15
cache_write_5m = 3.75
cache_write_1h = 6
cache_read = 0.3
"""


def test_prices_are_printed_with_who_says_so(perfdash: Perfdash) -> None:
    told = perfdash("prices")
    assert (told.code, told.err) == (0, "")
    cells = (" ".join(line.split()) for line in told.out.splitlines())
    assert "claude-haiku-5-5 > 100k 0.50 2.50 0.625 1.00 0.05 1.1× 1" in cells
    assert f"1  {place.shipped().prices[0].source}" in told.out.splitlines()


def test_own_prices_are_among_them(perfdash: Perfdash, home: Path) -> None:
    (home / "perfdash.toml").write_text(OWN)
    lines = perfdash("prices").out.splitlines()
    assert [line.split()[2] for line in lines if line.startswith("my-gateway")] == ["3.00"]
    assert f"3  {home}/perfdash.toml" in lines


def test_the_json_keeps_to_its_schema(perfdash: Perfdash, home: Path) -> None:
    (home / "perfdash.toml").write_text(OWN)
    document = orjson.loads(perfdash("prices", home, "--json").out)
    check(document, "prices.schema.json")
    rates = {price["model"]: price["rates"]["cache_read"] for price in document["prices"]}
    assert (rates["my-gateway"], rates["claude-fable-5-1"]) == (0.3, 0.25)


def test_newer_prices_are_taken_from_the_library(perfdash: Perfdash) -> None:
    told = perfdash("prices", "--update")
    assert told.code == 0
    assert told.err.startswith(f"wrote {place.user_file()}: genai-prices ")
    assert place.taken() is not None


def test_without_the_library_it_is_told_what_to_install(
    perfdash: Perfdash, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "genai_prices.data", None)
    told = perfdash("prices", "--update")
    assert (told.code, told.out) == (2, "")
    assert "pipx inject perfdash genai-prices" in told.err
    assert place.taken() is None


def test_a_damaged_file_of_the_users_is_told_and_passed_over(perfdash: Perfdash) -> None:
    place.user_file().parent.mkdir(parents=True)
    place.user_file().write_text("{}")
    told = perfdash("prices")
    assert told.code == 0
    assert str(place.user_file()) in told.err
    assert "claude-opus-5-5" in told.out

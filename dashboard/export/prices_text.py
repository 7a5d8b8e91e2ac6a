"""Prices as a table, for `perfdash prices`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import astuple
from decimal import Decimal
from textwrap import wrap

from collectors.prices.document import day
from collectors.prices.price import Price
from collectors.prices.table import PriceTable
from dashboard import units
from dashboard.export.text_table import aligned
from dashboard.safe_text import safe_text

_COLUMNS = ("model", "when", "input", "output", "5m", "1h", "read", "us", "from")
_LEGEND = (
    "US dollars for a million tokens, at list prices, whoever serves the model: prices of your own"
    " may be set for a name such as bedrock/a-model. 5m and 1h are writes to the prompt cache, read"
    " is what was read from it. A line with a day holds from then on, one with > for every"
    " token of a request with a longer prompt, one with fast for requests in fast mode; us is how"
    " many times as much it is when inference is to stay in the United States. A model that is not"
    " here has no price."
)
_NARROWEST = 40
_CENTS = 2


def render(table: PriceTable, *, width: int) -> str:
    """Show each price, one line for each of its rates, and beneath them who says so."""
    sources = [*dict.fromkeys(price.source for price in table.prices)]
    rows = [row for price in table.prices for row in _rows(price, sources)]
    said = wrap(_LEGEND, max(width, _NARROWEST))
    marks = (f"{_mark(source, sources)}  {safe_text(source)}" for source in sources)
    return "\n".join((*aligned([_COLUMNS, *rows], width=width), "", *said, "", *marks))


def _rows(price: Price, sources: Sequence[str]) -> Iterator[tuple[str, ...]]:
    rates = [("", price.rates), *((f"> {units.compact(it.above)}", it.rates) for it in price.tiers)]
    for when, these in (*rates, *((("fast", price.fast),) if price.fast else ())):
        yield (
            price.model,
            f"{day(price.since)} {when}".strip() or units.DASH,
            *(_amount(value) for value in astuple(these)),
            "" if price.us == 1 else f"{price.us:f}×",
            _mark(price.source, sources),
        )


def _mark(source: str, sources: Sequence[str]) -> str:
    return str(sources.index(source) + 1)


def _amount(value: Decimal) -> str:
    """All digits that a price has, at least two of them decimals."""
    text = f"{value.normalize():f}"
    return text if len(text.partition(".")[2]) > _CENTS else f"{value:.2f}"

"""All that sessions come to, for who prints it: no usage is priced twice."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import tzinfo
from decimal import Decimal
from itertools import chain

from collectors.prices.table import PriceTable
from dashboard.analysis.sessions.as_one import as_one
from dashboard.analysis.sessions.periods import by_day
from dashboard.analysis.sessions.spending import hidden_usd, unseen_usd
from dashboard.analysis.sessions.sums import Sums, Use, merged, of_session, priced
from dashboard.sessions import Summary


@dataclass(frozen=True, slots=True)
class Account:
    """Sessions, and what they used."""

    summaries: tuple[Summary, ...]
    each: tuple[Sums, ...]
    """What each of them used."""
    whole: Summary
    """All of them as if they were one."""
    used: Sums
    """What all of them used."""
    days: tuple[Use, ...]
    """What was used on each day, the newest first."""

    @property
    def hidden(self) -> tuple[float, ...]:
        """Dollars beyond its transcript, of each session of which they are known."""
        each = zip(self.summaries, self.each, strict=True)
        found = (hidden_usd(it.session, used.cost, used.told) for it, used in each)
        return tuple(usd for usd in found if usd is not None)

    @property
    def unseen(self) -> tuple[Decimal, ...]:
        """Dollars in Claude Code's own total alone, of each session of which it is of use."""
        each = zip(self.summaries, self.each, strict=True)
        found = (unseen_usd(it.session, used.cost) for it, used in each)
        return tuple(usd for usd in found if usd is not None)


def account(summaries: tuple[Summary, ...], prices: PriceTable, *, zone: tzinfo | None) -> Account:
    """Add sessions up, by the days of a zone; None is that of this machine."""
    spent = [priced(it, prices) for it in summaries]
    each = tuple(map(of_session, summaries, spent))
    days = by_day(chain.from_iterable(spent), zone=zone)
    return Account(summaries, each, as_one(summaries), merged(each), days)

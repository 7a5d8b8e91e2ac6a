"""What sessions cost, in few cells."""

from __future__ import annotations

from decimal import Decimal

import pytest

from dashboard.analysis.sessions.cost import Cost
from dashboard.cost_words import line, said
from dashboard.piece import Tone

DEAR = Cost(Decimal("12.5"), requests=3)
UNPRICED = Cost(requests=1, unpriced_requests=1)


@pytest.mark.parametrize(
    ("cost", "text"),
    [(DEAR, "$12.50"), (DEAR + UNPRICED, "≥$12.50"), (UNPRICED, "–"), (Cost(), "$0.00")],
)
def test_what_has_no_price_makes_a_sum_the_least_it_may_be(cost: Cost, text: str) -> None:
    assert said(cost) == text


def test_a_dash_steps_back() -> None:
    assert [piece.tone for cost in (UNPRICED, DEAR) for piece in line(cost)] == [
        Tone.MUTED,
        Tone.PLAIN,
    ]

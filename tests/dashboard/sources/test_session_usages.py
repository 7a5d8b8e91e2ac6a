"""Requests whose tokens cost alike, together."""

from __future__ import annotations

import pytest

from collectors.alike import Alike, alone
from collectors.session import TokenUse
from dashboard.sources.session_usages import Usages
from tests.dashboard.worked import a_request, used


def asked(start: float, end: float, tokens: TokenUse | None = None) -> Alike:
    return alone(a_request(start, end, tokens), counts=True)


@pytest.mark.parametrize(
    ("prompt", "band"),
    [(0, 0), (100_000, 0), (100_001, 100_000), (200_000, 100_000), (200_001, 200_000)],
)
def test_a_prompt_is_of_the_band_it_exceeds(prompt: int, band: int) -> None:
    usages = Usages()
    usages.add(asked(0, 1, used(prompt, out=1)), "")
    assert [it.band for it in usages.whole()] == [band]


def test_what_is_taken_away_was_never_there() -> None:
    usages, request = Usages(), asked(0, 1)
    usages.add(request, "/plan")
    usages.add(asked(1_000, 1_001), "/plan")
    before = usages.whole()
    usages.add(request, "/plan", times=-1)
    assert usages.whole() == before[1:]
    usages.add(request, "/plan")
    assert usages.whole() == before


def test_a_group_that_did_not_change_is_the_same_object() -> None:
    usages = Usages()
    usages.add(asked(0, 1, used(5)), "/plan")
    usages.add(asked(0, 1, used(7)), "/build")
    build, plan = usages.whole()
    usages.add(asked(1, 2, used(7)), "/build")
    grown, same = usages.whole()
    assert same is plan
    assert (build.requests, grown.requests, grown.tokens) == (1, 2, TokenUse(0, 0, 0, 0, 14))

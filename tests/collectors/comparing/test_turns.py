"""Loads timed in turns."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from collectors.comparing.turns import SAMPLES, block, warm_up


class Timeline:
    """A clock that only loads turn on, and the order in which they did."""

    def __init__(self) -> None:
        self.now = 0
        self.order = ""

    def __call__(self) -> int:
        return self.now

    def load(self, name: str, ns: int) -> Callable[[], None]:
        def one() -> None:
            self.now += ns
            self.order += name

        return one


@pytest.mark.parametrize(
    ("number", "order"), [(0, "AB ABBAABBAAB"), (1, "AB BAABBAABBA"), (2, "AB ABBAABBAAB")]
)
def test_sides_take_turns_and_who_leads_alternates(number: int, order: str) -> None:
    clock = Timeline()
    block([clock.load("A", 1), clock.load("B", 2)], loops=[1, 1], number=number, clock=clock)
    assert clock.order == order.replace(" ", "")


def test_a_sample_is_seconds_of_one_load() -> None:
    clock = Timeline()
    loads = [clock.load("A", 1_000), clock.load("B", 2_000)]
    old, new = block(loads, loops=[50, 20], number=0, clock=clock)
    assert old == pytest.approx((1e-6,) * SAMPLES)
    assert new == pytest.approx((2e-6,) * SAMPLES)


def test_short_loads_are_looped_to_a_millisecond() -> None:
    clock = Timeline()
    assert warm_up(clock.load("A", 30_000), clock=clock) == 34


def test_long_loads_are_not_looped_and_soon_warm() -> None:
    clock = Timeline()
    assert warm_up(clock.load("A", 2_000_000_000), clock=clock) == 1
    assert clock.order == "A"


def test_a_clock_that_stands_still_does_no_harm() -> None:
    clock = Timeline()
    assert warm_up(clock.load("A", 0), clock=clock) > 0


def test_one_side_alone_can_be_timed() -> None:
    clock = Timeline()
    assert len(block([clock.load("A", 5)], loops=[1], number=3, clock=clock)) == 1
    assert clock.order == "A" * (SAMPLES + 1)

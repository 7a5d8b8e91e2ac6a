"""How numbers are said."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard import units


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0, "0 s"),
        (3.5e-7, "350 ns"),
        (1e-6, "1 µs"),
        (0.0019, "1.9 ms"),
        (0.00996, "10 ms"),
        (0.9996, "1.0 s"),
        (-0.0019, "−1.9 ms"),
        (300, "5 min"),
        (12_600, "3.5 h"),
        (1e6, "12 d"),
        (float("nan"), "–"),
        (None, "–"),
    ],
)
def test_a_duration_takes_the_unit_that_suits_it(value: float | None, text: str) -> None:
    assert units.seconds(value) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [(0, "0 B"), (512, "512 B"), (999.6, "1.0 kB"), (1_200_000, "1.2 MB"), (-5, "−5 B")],
)
def test_a_size_counts_in_thousands(value: float, text: str) -> None:
    assert units.size(value) == text


@pytest.mark.parametrize(
    ("value", "text"), [(0, "0"), (14_210, "14,210"), (-1_000, "−1,000"), (1e20, "1.0e+20")]
)
def test_a_count_is_given_in_full(value: float, text: str) -> None:
    assert units.count(value) == text


@pytest.mark.parametrize(("value", "text"), [(950, "950"), (14_410, "14.4k"), (999_960, "1.0M")])
def test_a_compact_count_fits_anywhere(value: float, text: str) -> None:
    assert units.compact(value) == text


def test_an_estimate_is_marked() -> None:
    assert (units.estimate(14_410), units.estimate(None)) == ("≈14.4k", "–")


@pytest.mark.parametrize(
    ("value", "text"), [(0, "0 %"), (0.87, "87 %"), (0.06, "6.0 %"), (1.5, "150 %"), (1e308, "–")]
)
def test_a_ratio_is_a_percentage(value: float, text: str) -> None:
    assert units.ratio(value) == text


@pytest.mark.parametrize(
    ("value", "text"), [(0.000275, "<0.1 %"), (0.000_499, "<0.1 %"), (0.0005, "0.1 %")]
)
def test_a_share_that_is_there_is_not_nothing(value: float, text: str) -> None:
    assert units.ratio(value) == text


@pytest.mark.parametrize(
    ("value", "text"), [(412, "▲ +412"), (-120, "▼ −120"), (0, "·"), (0.2, "·"), (None, "–")]
)
def test_a_change_has_a_direction_beside_its_number(value: float | None, text: str) -> None:
    assert units.change(value) == text


def test_a_change_is_said_in_the_form_asked_for() -> None:
    assert units.change(-0.0019, units.seconds) == "▼ −1.9 ms"


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        (0.2, "seconds", "200 ms"),
        (3, "requests", "3 requests"),
        (3.25, "requests", "3.2 requests"),
        (3, "", "3"),
        (None, "requests", "–"),
    ],
)
def test_a_quantity_is_said_by_its_base_unit(value: float | None, unit: str, text: str) -> None:
    assert units.quantity(value, unit) == text


def test_a_factor_is_how_many_times_as_much() -> None:
    assert (units.times(1.34), units.times(None)) == ("1.3×", "–")


def test_a_rate_is_per_second() -> None:
    assert (units.rate(1_200_000, "bytes"), units.rate(None, "bytes")) == ("1.2 MB/s", "–")


@pytest.mark.parametrize(
    ("dollars", "text"),
    [
        (None, "–"),
        (float("nan"), "–"),
        (0, "$0.00"),
        (0.00004, "<$0.0001"),
        (0.0332, "$0.0332"),
        (0.99996, "$1.00"),
        (12.4, "$12.40"),
        (999.994, "$999.99"),
        (999.996, "$1,000"),
        (1_204.4, "$1,204"),
        (-12.4, "−$12.40"),
    ],
)
def test_money_is_said_as_finely_as_it_matters(dollars: float | None, text: str) -> None:
    assert units.money(dollars) == text


@pytest.mark.parametrize(
    ("dollars", "unpriced", "text"),
    [(1.2, 0, "$1.20"), (None, 3, "– unpriced"), (1.2, 3, "$1.20 + 3 unpriced")],
)
def test_what_has_no_price_is_said_beside_what_has(
    dollars: float | None, unpriced: int, text: str
) -> None:
    assert units.cost(dollars, unpriced) == text


def test_a_moment_is_a_time_of_day() -> None:
    assert units.clock(52_312_000, UTC) == "14:31:52"


def test_a_moment_beyond_the_calendar_is_a_dash() -> None:
    assert units.clock(10**20) == "–"


def test_a_moment_ahead_is_no_time_ago() -> None:
    assert (units.ago(0, 720_000), units.ago(5_000, 0)) == ("12 min", "0 s")


@given(st.floats(), st.sampled_from([units.seconds, units.size, units.compact, units.ratio]))
def test_every_number_is_short(value: float, form: units.Format) -> None:
    assert len(form(value)) <= 24


@given(st.floats(min_value=0, allow_infinity=False))
def test_a_negative_number_differs_by_its_sign_alone(value: float) -> None:
    assert units.seconds(-value).removeprefix("−") == units.seconds(value)


def test_a_moment_of_another_day_says_which() -> None:
    at, day = 1_800_000_000_000, 86_400_000
    assert units.moment(at, at + 1_000) == units.clock(at)
    then = datetime.fromtimestamp(at / 1000).astimezone()
    assert units.moment(at, at + 2 * day) == f"{then:%Y-%m-%d %H:%M}"
    assert units.moment(1 << 62, at) == units.DASH


def test_a_moment_of_another_day_is_told_by_how_long_ago_it_was() -> None:
    at, day = 1_800_000_000_000, 86_400_000
    assert units.lately(at, at + 1_000) == units.clock(at)
    assert units.lately(at, at + 4 * day) == "4 d ago"
    assert units.lately(1 << 62, at) == units.DASH


@pytest.mark.parametrize(("many", "said"), [(0, "0 files"), (1, "1 file"), (1_204, "1,204 files")])
def test_one_is_told_apart_from_many(many: int, said: str) -> None:
    assert units.counted(many, "file") == said

"""How much memory a load takes."""

from __future__ import annotations

from collectors.comparing.footprint import footprint

MEGABYTE = 1_000_000


def test_the_peak_counts_what_is_let_go_of_and_the_rest_does_not() -> None:
    def load() -> bytes:
        bytes(4 * MEGABYTE)
        return bytes(MEGABYTE)

    found = footprint(load)
    assert 4 * MEGABYTE <= found.peak_bytes < 5 * MEGABYTE
    assert MEGABYTE <= found.retained_bytes < 2 * MEGABYTE


def test_a_load_that_keeps_nothing_retains_next_to_nothing() -> None:
    assert footprint(lambda: None).retained_bytes < 10_000

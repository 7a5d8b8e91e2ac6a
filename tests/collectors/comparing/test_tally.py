"""What a comparison has measured so far."""

from __future__ import annotations

from collectors.baseline import Block, Comparison
from collectors.comparing.answer import Answer
from collectors.comparing.footprint import Footprint
from collectors.comparing.tally import Tally

BLANK = Comparison("commands/plan.md", "default", "old", "new", at=7, blocks=())
READY = Answer(0.1, footprints=(Footprint(30, 3), Footprint(40, 4)))


def told(count: int, *, old: float = 0.001, new: float = 0.001) -> Tally:
    """A tally of so many blocks of two samples a side, the second disturbed."""
    tally = Tally().told(READY)
    for _ in range(count):
        tally = tally.told(Answer(0.2, samples=((old, old * 8), (new, new)), canary_seconds=2e-4))
    return tally


def test_blocks_are_added_until_they_decide() -> None:
    assert not told(4).decided
    assert told(5).decided


def test_a_block_is_the_lower_quartile_of_either_side() -> None:
    (block,) = told(1, old=0.001, new=0.002).blocks
    assert block == Block(0.00275, 0.002, 2e-4)


def test_a_comparison_records_all_that_was_told() -> None:
    comparison = told(5).recorded(BLANK)
    assert (comparison.module, comparison.at, len(comparison.blocks)) == ("commands/plan.md", 7, 5)
    assert (comparison.baseline_peak_bytes, comparison.current_peak_bytes) == (30, 40)
    assert (comparison.baseline_retained_bytes, comparison.current_retained_bytes) == (3, 4)
    assert comparison.baseline_samples == (0.001, 0.008) * 5
    assert comparison.current_samples == (0.001,) * 10


def test_no_more_samples_are_kept_than_a_histogram_needs() -> None:
    assert len(told(150).recorded(BLANK).current_samples) == 200


def test_a_block_without_samples_says_nothing() -> None:
    assert Tally().told(Answer(0.0, samples=((), ()))).blocks == (Block(0.0, 0.0, 0.0),)

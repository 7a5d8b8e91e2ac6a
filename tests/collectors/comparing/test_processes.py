"""Old and new content in fresh processes."""

from __future__ import annotations

from pathlib import Path

from collectors.comparing.processes import one_more
from collectors.comparing.stage import set_up, take_down
from collectors.comparing.tally import Tally
from collectors.comparing.turns import SAMPLES
from tests.collectors.comparing.frameworks import pair_of


def test_two_processes_are_one_block(tmp_path: Path) -> None:
    folder = set_up(pair_of(tmp_path, "x\n" * 20_000))
    tally = one_more(Tally(), folder)
    take_down(folder)
    (block,) = tally.blocks
    assert 0 < block.baseline_seconds < block.current_seconds
    assert 0 < tally.old_footprint.peak_bytes < tally.new_footprint.peak_bytes
    assert len(tally.old) == len(tally.new) == 3 * SAMPLES

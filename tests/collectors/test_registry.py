from __future__ import annotations

from pathlib import Path

from collectors.registry import COLLECTORS, build
from tests.collectors.sites import site_at


def test_a_scan_comes_first_so_that_others_see_what_it_found(tmp_path: Path) -> None:
    names = [collector.NAME for collector in build(site_at(tmp_path))]
    assert names == ["scan", "process", "sessions", "telemetry", "load", "baseline", "compare"]


def test_no_two_collectors_share_a_name() -> None:
    assert len({collector.NAME for collector in COLLECTORS}) == len(COLLECTORS)

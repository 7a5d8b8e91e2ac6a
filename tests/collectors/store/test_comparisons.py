"""What was timed side by side is kept, the newest of equal contents."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from collectors.baseline import Block, Comparison, Environment
from collectors.store import comparisons
from tests.collectors.store.builders import NOON, load, reader_at, tick, writer_at

if TYPE_CHECKING:
    import pytest

SLOWER = Comparison(
    module="commands/plan.md",
    baseline="default",
    baseline_digest="a" * 32,
    current_digest="b" * 32,
    at=NOON,
    blocks=(Block(0.001, 0.0012, 0.0002), Block(0.0011, 0.0013, 0.0002)),
    baseline_peak_bytes=1_000,
    current_peak_bytes=1_200,
    baseline_samples=(0.001, 0.0011),
    current_samples=(0.0012, 0.0013),
    environment=Environment("Abacus 9000", 2, "3.11.7", "0.1.0"),
)


def test_a_comparison_comes_back_as_it_was(tmp_path: Path) -> None:
    with writer_at(tmp_path) as writer, reader_at(tmp_path) as reader:
        writer.add(tick(), [SLOWER])
        assert reader.baselines.comparisons("default") == (SLOWER,)
        assert reader.baselines.comparisons("other") == ()


def test_a_newer_one_of_the_same_contents_takes_its_place(tmp_path: Path) -> None:
    newer = replace(SLOWER, at=NOON + 1, blocks=())
    with writer_at(tmp_path) as store:
        store.add(tick(), [SLOWER])
        store.add(tick(), [newer])
        assert store.baselines.comparisons("default") == (newer,)


def test_other_contents_are_kept_beside_it_oldest_first(tmp_path: Path) -> None:
    earlier = replace(SLOWER, at=NOON - 1, current_digest="c" * 32)
    other = replace(SLOWER, at=NOON + 1, module="b.md")
    with writer_at(tmp_path) as store:
        store.add(tick(), [SLOWER, other, earlier])
        assert store.baselines.comparisons("default") == (earlier, SLOWER, other)


def test_a_name_that_is_no_text_is_spelt_out(tmp_path: Path) -> None:
    with writer_at(tmp_path) as store:
        store.add(tick(), [replace(SLOWER, module="\udcff.md")])
        assert store.baselines.comparisons("default")[0].module == "\\udcff.md"


def test_they_go_with_their_baseline(tmp_path: Path) -> None:
    other = replace(SLOWER, baseline="other")
    with writer_at(tmp_path) as store:
        store.add(tick(), [SLOWER, other])
        store.drop_baseline("default")
        assert store.baselines.comparisons("default") == ()
        assert store.baselines.comparisons("other") == (other,)


def test_only_the_newest_are_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(comparisons, "_KEPT", 3)
    many = [replace(SLOWER, at=NOON + number, module=f"{number}.md") for number in range(5)]
    with writer_at(tmp_path) as store:
        for one in many:
            store.add(tick(), [one])
        assert store.baselines.comparisons("default") == tuple(many[2:])


def test_readers_are_told_of_new_ones(tmp_path: Path) -> None:
    with writer_at(tmp_path) as store:
        store.add(tick(), [SLOWER])
        before = store.baselines.comparisons_generation()
        store.add(tick(), [load(0.5)])
        assert store.baselines.comparisons_generation() == before
        store.add(tick(), [SLOWER])
        assert store.baselines.comparisons_generation() > before

"""What a check times."""

from __future__ import annotations

from pathlib import Path

from collectors.baseline import Baseline, Block, Comparison
from collectors.errors import CompareError
from collectors.framework.module import Framework
from collectors.site import Site
from dashboard.analysis.gating.ruling import Untimed
from dashboard.commands.side_by_side import Bench, Confirm
from tests.collectors.sites import site_at
from tests.dashboard.analysis.checks import a_baseline, a_file, a_framework

BASELINE = a_baseline(a_file("plan.md", text="old"), a_file("same.md"), a_file("gone.md"))
NOW = a_framework(a_file("plan.md", text="new"), a_file("same.md"), a_file("new.md"))


def taking(ratio: float, *, fresh: bool = False) -> Confirm:
    """Timing that finds new content so many times as slow as old."""

    def confirm(site: Site, framework: Framework, module: str, *, baseline: Baseline) -> Comparison:
        blocks = (Block(0.01, 0.01 * ratio, 0.0002),) * 5
        return Comparison(module, baseline.name, "", "", 0, blocks, fresh_processes=fresh)

    return confirm


def broken(site: Site, framework: Framework, module: str, *, baseline: Baseline) -> Comparison:
    raise CompareError("the process that times loads ended")


def a_bench(first: Confirm, second: Confirm = broken, told: list[str] | None = None) -> Bench:
    heard: list[str] = [] if told is None else told
    return Bench(site_at(Path()), NOW, heard.append, in_turns=first, in_processes=second)


def test_only_what_was_there_and_changed_is_timed() -> None:
    told: list[str] = []
    (found,) = a_bench(taking(1.0), told=told).compare(BASELINE)
    assert (found.module, told) == ("plan.md", ["timing old beside new: 1 module"])


def test_what_is_timed_again_is_timed_in_fresh_processes() -> None:
    told: list[str] = []
    bench = a_bench(broken, taking(1.5, fresh=True), told)
    (found,) = bench.compare_again(BASELINE, ("plan.md",))
    assert isinstance(found, Comparison)
    assert found.fresh_processes
    assert told == ["plan.md is slower: timing it again"]


def test_of_many_only_the_first_are_timed_in_many_processes() -> None:
    bench = a_bench(taking(1.5), taking(1.5, fresh=True))
    found = [*bench.compare_again(BASELINE, (f"{place}.md" for place in range(20)))]
    fresh = [it.fresh_processes for it in found if isinstance(it, Comparison)]
    assert fresh == [True] * 8 + [False] * 12


def test_what_cannot_be_timed_says_why() -> None:
    (found,) = a_bench(broken).compare(BASELINE)
    assert found == Untimed("plan.md", "the process that times loads ended")


def test_when_nothing_changed_nothing_is_timed_or_told() -> None:
    told: list[str] = []
    bench = Bench(site_at(Path()), BASELINE.framework, told.append, in_turns=broken)
    assert ([*bench.compare(BASELINE)], told) == ([], [])

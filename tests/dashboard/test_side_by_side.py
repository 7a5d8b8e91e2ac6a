"""What a check times."""

from __future__ import annotations

from pathlib import Path

from collectors.baseline import Baseline, Block, Comparison
from collectors.errors import CompareError
from collectors.model import Framework
from collectors.site import Site
from dashboard.analysis.ruling import Untimed
from dashboard.side_by_side import Bench, Confirm
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


def compared(first: Confirm, second: Confirm) -> tuple[list[Comparison | Untimed], list[str]]:
    told: list[str] = []
    bench = Bench(site_at(Path()), NOW, told.append, in_turns=first, in_processes=second)
    return [*bench.compare(BASELINE)], told


def test_only_what_was_there_and_changed_is_timed() -> None:
    (found,), told = compared(taking(1.0), broken)
    assert (found.module, told) == ("plan.md", ["timing old beside new: 1 module"])


def test_what_is_slower_is_timed_again_in_fresh_processes() -> None:
    (found,), told = compared(taking(1.5), taking(1.0, fresh=True))
    assert isinstance(found, Comparison)
    assert found.fresh_processes
    assert told[1:] == ["plan.md is slower; timing it again in fresh processes"]


def test_what_is_faster_needs_no_second_look() -> None:
    (found,), _ = compared(taking(0.5), broken)
    assert isinstance(found, Comparison)


def test_what_cannot_be_timed_says_why() -> None:
    (found,), _ = compared(broken, broken)
    assert found == Untimed("plan.md", "the process that times loads ended")


def test_when_nothing_changed_nothing_is_timed_or_told() -> None:
    told: list[str] = []
    bench = Bench(site_at(Path()), BASELINE.framework, told.append, in_turns=broken)
    assert ([*bench.compare(BASELINE)], told) == ([], [])

"""How often old and new content timed side by side are told apart, and what that costs.

Run it as `python -m tests.benchmarks.abba FRAMEWORK... [--trials N]`. A module is compared with a
byte-identical copy, and with itself and more text in every file of its closure; each comparison
has a worker of its own. With `--processes` every block is two fresh processes.

More text is not as much more time, because every file costs something whatever is in it. With
`--by-time` there is as much more text as takes so much more time, by a comparison with twice the
text that comes before.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import cycle, islice
from pathlib import Path
from statistics import mean, median
from time import perf_counter

import click

from collectors.comparing.closures import Closures
from collectors.comparing.processes import time_in_processes
from collectors.comparing.side import Member, Pair, Side, from_disk, side
from collectors.comparing.trial import Trial
from collectors.comparing.verdict import Confirmation, judge
from collectors.config import Config
from collectors.framework.grounds import Grounds
from collectors.loading.files import Files
from collectors.loading.targets import usual
from collectors.scan import scan
from collectors.site import Site
from collectors.tokens import Cl100k, RememberedTokenizer
from tests.collectors.sites import Blank

GROWTHS = (0.0, 0.05, 0.1, 0.2)
_LEAST_GAIN = 0.05


@dataclass(frozen=True, slots=True)
class Compared:
    """One comparison and what it took."""

    confirmation: Confirmation
    seconds: float
    cpu_seconds: float


def sides(root: Path) -> Iterator[Side]:
    """The usual targets of a framework as they lie on disk."""
    tokenizer = RememberedTokenizer(Cl100k(), {})
    framework, _ = scan(Site(root, Config(), tokenizer, Blank()))
    closures, files = Closures(framework), Files.of(framework, Grounds.around(root))
    for path in usual(framework):
        yield side(closures, path, from_disk(files))


def grown(old: Side, growth: float) -> Side:
    """The same module with so much more text in every file: its own first lines once more."""
    return replace(old, members=tuple(_longer(member, growth) for member in old.members))


def slower(old: Side, growth: float) -> Side:
    """The same module with as much more text as takes so much more time."""
    twice = compared(Pair(old, grown(old, 1.0))).confirmation.ratio
    return grown(old, growth / max(twice - 1, _LEAST_GAIN))


def compared(pair: Pair) -> Compared:
    """Compare in one worker."""
    began = perf_counter()
    with Trial(pair) as trial:
        trial.finish()
        return Compared(judge(trial.tally.blocks), perf_counter() - began, trial.cpu_seconds)


def compared_in_processes(pair: Pair) -> Compared:
    """Compare in many."""
    began = perf_counter()
    tally = time_in_processes(pair)
    return Compared(judge(tally.blocks), perf_counter() - began, 0.0)


def described(growth: float, results: list[Compared]) -> str:
    """One line for all comparisons of one growth."""
    said = [result.confirmation for result in results]
    outcomes = {
        outcome: sum(it.outcome == outcome for it in said)
        for outcome in sorted({it.outcome for it in said})
    }
    ratios = sorted(it.ratio for it in said)
    return (
        f"+{growth:.0%}: {len(results)} × "
        + ", ".join(f"{name} {count}" for name, count in outcomes.items())
        + f"; {mean(it.blocks for it in said):.1f} blocks"
        + f"; ratio {ratios[0]:.3f} … {median(ratios):.3f} … {ratios[-1]:.3f}"
        + f"; median {median(it.seconds for it in results) * 1e3:.0f} ms"
        + f" (CPU {median(it.cpu_seconds for it in results) * 1e3:.0f} ms)"
    )


@click.command()
@click.argument("frameworks", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--trials", default=100, show_default=True, type=click.IntRange(1))
@click.option("--growth", "growths", multiple=True, type=float, default=GROWTHS)
@click.option("--by-time/--by-text")
@click.option("--processes/--one-process")
def main(
    frameworks: tuple[Path, ...],
    trials: int,
    growths: tuple[float, ...],
    *,
    by_time: bool,
    processes: bool,
) -> None:
    """Compare modules of these frameworks in turn, so many times for each growth."""
    known = [each for root in frameworks for each in sides(root.resolve())]
    compare = compared_in_processes if processes else compared
    grow = slower if by_time else grown
    results: dict[float, list[Compared]] = {growth: [] for growth in growths}
    for old in islice(cycle(known), trials):
        for growth in growths:
            results[growth].append(compare(Pair(old, grow(old, growth))))
    for growth in growths:
        print(described(growth, results[growth]))


def _longer(member: Member, growth: float) -> Member:
    content = member.content
    more = content * (1 + int(growth))
    return replace(member, content=content + more[: round(len(content) * growth)])


if __name__ == "__main__":
    main()

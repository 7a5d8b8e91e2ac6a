"""What perfdash costs, as a table: `python -m tests.benchmarks [FRAMEWORK]...`.

It is a report and no test: it ends with 0 whatever it finds, unless it cannot run.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from pathlib import Path

import click

from tests.benchmarks import synthetic
from tests.benchmarks.ccusage import sessions
from tests.benchmarks.cold import cold
from tests.benchmarks.frame import frame
from tests.benchmarks.growth import growth
from tests.benchmarks.kills import kills
from tests.benchmarks.result import Result, table
from tests.benchmarks.saves import saves
from tests.benchmarks.setting import Benchmark, Setting, copied
from tests.benchmarks.steady import steady, steady_hour
from tests.benchmarks.warm import warm

BENCHMARKS: dict[str, Benchmark] = {
    "cold": cold,
    "warm": warm,
    "saves": saves,
    "frame": frame,
    "steady": steady,
    "steady-hour": steady_hour,
    "growth": growth,
    "kills": kills,
    "sessions": sessions,
}

ALONE = ("abba", "false_alarms", "kill", "references")
"""Modules here that print more than a table, and are run by their own names."""

FOLDER = click.Path(exists=True, file_okay=False, resolve_path=True, path_type=Path)


@click.command(
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog=f"Others run alone, as python -m tests.benchmarks.NAME: {', '.join(ALONE)}.",
)
@click.argument("frameworks", nargs=-1, type=FOLDER, metavar="[FRAMEWORK]...")
@click.option("--only", multiple=True, type=click.Choice([*BENCHMARKS]), help="May be repeated.")
@click.option("--rounds", default=7, show_default=True, type=click.IntRange(1))
@click.option("--seconds", default=60.0, show_default=True, help="To watch a steady dashboard.")
@click.option("--saves", default=40, show_default=True, type=click.IntRange(1))
@click.option("--kills", default=100, show_default=True, type=click.IntRange(1))
@click.option("--samples/--no-samples", help="Print beneath the table what it was made of.")
def main(
    frameworks: tuple[Path, ...],
    only: tuple[str, ...],
    rounds: int,
    seconds: float,
    saves: int,
    kills: int,
    *,
    samples: bool,
) -> None:
    """Measure on copies of these frameworks, or on made-up ones."""
    with tempfile.TemporaryDirectory(prefix="perfdash-benchmarks-") as scratch:
        setting = Setting(
            frameworks=_copies(frameworks, Path(scratch)),
            scratch=Path(scratch),
            rounds=rounds,
            seconds=seconds,
            saves=saves,
            kills=kills,
        )
        results: list[Result] = []
        for name in only or BENCHMARKS:
            click.echo(f"{name} …", err=True)
            for result in BENCHMARKS[name](setting):
                click.echo(table([result])[-1], err=True)
                results.append(result)
    click.echo("\n".join(table(results)))
    if samples:
        click.echo("\n".join(_sampled(results)))


def _copies(frameworks: Iterable[Path], scratch: Path) -> tuple[Path, ...]:
    made_up = (synthetic.COMMANDS, synthetic.PLUGIN)
    copies = tuple(copied(root, scratch / root.name) for root in frameworks)
    return copies or tuple(synthetic.lay_out(scratch, shape) for shape in made_up)


def _sampled(results: Iterable[Result]) -> Iterable[str]:
    return (
        f"{result.what}: {' '.join(f'{sample:.4g}' for sample in result.samples)}"
        for result in results
    )


if __name__ == "__main__":
    main()

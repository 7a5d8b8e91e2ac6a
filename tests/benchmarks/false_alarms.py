"""How often noise is called a regression or a step, and how often a true one is found.

Run it as `python -m tests.benchmarks.false_alarms [SEEDS] [PROCESSES]`. Each line is a mean
over the kinds of noise in percent, the worst kind, and the bar to keep where there is one.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Mapping, Sequence
from itertools import pairwise
from random import Random
from statistics import fmean

from collectors.comparing.verdict import Outcome
from dashboard.analysis import regression, steps
from tests.benchmarks import histories, recordings, trials
from tests.benchmarks.noise import KINDS, REVISITING, UNSEEN, Noise

_SAMPLES = 400
_SIZE = 50
_RUNS = 10
_DRAWS = 400
_RATIOS = (1.0, 1.1, 1.2)
_ALARMS = "<= 1.5, worst <= 6"
_BARS = {(20, 1.0): _ALARMS, (50, 1.0): _ALARMS, (20, 1.2): ">= 90", (50, 1.1): ">= 75"}


def main() -> None:
    """Print all rates, first for the noise that thresholds were chosen on."""
    seeds = int(sys.argv[1]) if len(sys.argv) > 1 else 300
    processes = int(sys.argv[2]) if len(sys.argv) > 2 else 60
    for title, kinds in (("kinds of noise", KINDS), ("kinds not chosen on", UNSEEN)):
        print(f"\n{len(kinds)} {title}, {seeds} seeds")
        _print_decisions(kinds, seeds)
        _print_confirmations(kinds, seeds)
        _print_steps(kinds, max(1, seeds // 5))
    print(f"\n{len(REVISITING)} kinds that look like steps, {seeds} seeds")
    _print_steps(REVISITING, max(1, seeds // 5), bars=False)
    _print_pace()
    _print_recordings(recordings.record(processes=processes, samples=_SAMPLES))


def _print_decisions(kinds: Mapping[str, Noise], seeds: int) -> None:
    for size in (10, 20, 50, 100):
        for ratio in (0.8, *_RATIOS):
            rates = {
                name: trials.flagged_share(noise, size=size, ratio=ratio, seeds=seeds)
                for name, noise in kinds.items()
            }
            _print(f"decide, n {size}, x {ratio}", rates, _BARS.get((size, ratio), ""))


def _print_confirmations(kinds: Mapping[str, Noise], seeds: int) -> None:
    for ratio in (0.8, 1.0, 1.05, 1.1, 1.2):
        seen = {
            name: trials.confirmations(noise, ratio=ratio, seeds=seeds)
            for name, noise in kinds.items()
        }
        blocks = fmean(it.blocks for each in seen.values() for it in each)
        for outcome in (Outcome.REGRESSION, Outcome.NOISY):
            rates = {
                name: fmean(it.outcome is outcome for it in each) for name, each in seen.items()
            }
            _print(f"confirm, x {ratio}, {blocks:.1f} blocks, {outcome}", rates)


def _print_steps(kinds: Mapping[str, Noise], seeds: int, *, bars: bool = True) -> None:
    scores = {name: trials.score(noise, seeds=seeds) for name, noise in kinds.items()}
    precision = {name: it.hits / max(1, it.claims) for name, it in scores.items()}
    _print("steps, precision", precision, ">= 90" if bars else "")
    recall = {name: it.hits / it.steps for name, it in scores.items()}
    _print("steps, recall", recall, ">= 80" if bars else "")
    for label, draw in {"quiet series": histories.quiet, **histories.DRIFTING}.items():
        rates = {
            name: trials.alarmed_share(draw, noise, seeds=seeds) for name, noise in kinds.items()
        }
        _print(f"steps in {label}", rates, "<= 5" if bars and draw is histories.quiet else "")


def _print_pace() -> None:
    quiet = [histories.quiet(KINDS["normal"], Random(seed), 200).values for seed in range(20)]
    started = time.process_time()
    for values in quiet:
        steps.detect(values)
    spent = (time.process_time() - started) / len(quiet)
    print(f"\nsteps in a series of 200: {1000 * spent:.1f} ms, bar <= 30")


def _print_recordings(runs: Sequence[Sequence[float]]) -> None:
    print(f"\n{len(runs)} processes, {_SAMPLES} real loads each, by ratio")
    pieces = [run[at : at + 2 * _SIZE] for run in runs for at in range(0, len(run), 2 * _SIZE)]
    layouts = {
        "in turns": [trials.taking_turns(piece) for piece in pieces],
        "one after the other": [trials.halves(piece) for piece in pieces],
        "in another process": [
            (list(old[:_SIZE]), list(new[:_SIZE])) for old, new in pairwise(runs)
        ],
    }
    for layout, cases in layouts.items():
        rates = {
            str(ratio): fmean(trials.flagged(case, ratio=ratio) for case in cases)
            for ratio in _RATIOS
        }
        _print_ratios(f"decide, n {_SIZE}, {layout}", rates)
    _print_ratios(f"decide_runs, {_RUNS} against {_RUNS}", _runs_rates(runs))
    _print_ratios("confirm", _confirmed_rates(runs))


def _runs_rates(runs: Sequence[Sequence[float]]) -> dict[str, float]:
    rates = {}
    for ratio in _RATIOS:
        draws = [Random(seed).sample(runs, 2 * _RUNS) for seed in range(_DRAWS)]
        rates[str(ratio)] = fmean(
            regression.decide_runs(
                drawn[:_RUNS], [[ratio * it for it in run] for run in drawn[_RUNS:]]
            )
            for drawn in draws
        )
    return rates


def _confirmed_rates(runs: Sequence[Sequence[float]]) -> dict[str, float]:
    return {
        str(ratio): fmean(
            trials.confirmed(run, ratio=ratio).outcome is Outcome.REGRESSION for run in runs
        )
        for ratio in _RATIOS
    }


def _print(label: str, rates: Mapping[str, float], bar: str = "") -> None:
    wanted = bar.startswith(">") or (not bar and fmean(rates.values()) > 0.5)
    name = (min if wanted else max)(rates, key=lambda kind: rates[kind])
    worst = f"worst {100 * rates[name]:5.1f} {name}"
    mean = 100 * fmean(rates.values())
    print(f"  {label:42} {mean:5.1f}  {worst:28}{'bar ' + bar if bar else ''}".rstrip())


def _print_ratios(label: str, rates: Mapping[str, float]) -> None:
    shown = "  ".join(f"x {ratio} {100 * rate:5.1f}" for ratio, rate in rates.items())
    print(f"  {label:42} {shown}")


if __name__ == "__main__":
    main()

"""What `perfdash check` does: measure, find what to compare with, time what changed, and rule.

It needs no dashboard and leaves nothing behind: what it has to remember it forgets at the end.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from collectors import git
from collectors.baseline import Baseline, Comparison
from collectors.baselines.environment import environment
from collectors.clock import Clock
from collectors.config import Config
from collectors.framework.module import Framework
from collectors.framework.samples import changed, totals
from collectors.model import Run, Sample, Trigger
from collectors.scan import scan
from collectors.site import Site
from collectors.store import Store
from collectors.tokens import Cl100k, RememberedTokenizer
from dashboard.analysis.comparison.shift import shift
from dashboard.analysis.gating.gate import rule
from dashboard.analysis.gating.ruling import Outcome, Rule, Terms, Untimed
from dashboard.analysis.gating.slowdown import LOADS
from dashboard.commands.side_by_side import Bench, Tell
from dashboard.commands.yardstick import yardstick
from dashboard.export.check_words import against
from dashboard.reading import read
from dashboard.snapshot import Snapshot
from dashboard.sources.measured import MeasuredSource


def check(root: Path, config: Config, terms: Terms, *, timing: bool, tell: Tell) -> Outcome:
    """Check a framework on these terms, with or without timing loads.

    Raises `BaselineError` when there is nothing to compare with, `NoFrameworkError` when there is
    nothing to measure.
    """
    now = Clock().now()
    with Store.open(root, writable=False) as store:
        site = Site(root, config, RememberedTokenizer(Cl100k(), store.token_counts()), store)
        framework, _ = scan(site)
        with yardstick(site, terms.against, at=now) as found:
            baseline = found.baseline
            tell(_introduction(baseline, framework))
            known = _known(site, framework, baseline, at=now)
            bench = Bench(replace(site, memory=found.memory), framework, tell)
            return timed(bench, known, terms) if timing else _ruled(bench, known, terms)


def _introduction(baseline: Baseline, framework: Framework) -> str:
    """What is compared with; a branch that is the main branch is held against itself."""
    said = f"against {against(baseline)}"
    if not baseline.revision or shift(baseline, framework).files:
        return said
    return f"{said}; nothing changed since: --against REV names an older commit"


def _known(site: Site, framework: Framework, baseline: Baseline, *, at: int) -> Snapshot:
    """All but what is timed: the framework, its baseline, and what happened between them."""
    files = shift(baseline, framework).files if baseline.framework.modules else {}
    since = 0 if baseline.revision else baseline.at
    edits = tuple(_edits(site.root, git.pending(site.root, files), at=at))
    return Snapshot(
        taken_at=at,
        window_seconds=0,
        framework=framework,
        baseline=baseline,
        commits=git.commits(site.root, since, files, beyond=baseline.revision) if files else (),
        saves=(*site.memory.saves(since), *edits) if files else (),
        environment=environment(),
    )


def _edits(root: Path, paths: Iterable[str], *, at: int) -> Iterator[Run]:
    """What was written since the newest commit, as if somebody had watched."""
    for path in paths:
        try:
            written = (root / path).stat().st_mtime_ns // 1_000_000
        except OSError:  # it is gone
            written = at
        yield Run(written, Trigger.SAVE, (path,))


def timed(bench: Bench, known: Snapshot, terms: Terms) -> Outcome:
    """Time what changed and what has a limit, and rule; what would fail is timed once more."""
    baseline, config = known.baseline, bench.site.config
    compared = tuple(bench.compare(baseline))
    loads = tuple(bench.samples()) if _limits_loads(config) else ()
    outcome = _ruled(bench, known, terms, compared, loads)
    slower, slow = _failing(outcome, Rule.LOAD), _failing(outcome, Rule.THRESHOLD)
    if not slower and not slow:
        return outcome
    others = (it for it in compared if it.module not in slower)
    faster = (it for it in loads if dict(it.labels)["module"] not in slow)
    compared = (*others, *bench.compare_again(baseline, slower))
    loads = (*faster, *(bench.samples(slow) if slow else ()))
    return _ruled(bench, known, terms, compared, loads)


def _ruled(
    bench: Bench,
    known: Snapshot,
    terms: Terms,
    compared: Iterable[Comparison | Untimed] = (),
    loads: Iterable[Sample] = (),
) -> Outcome:
    config, framework = bench.site.config, bench.framework
    figures = (*totals(framework), *changed(Framework(), framework, config.context))
    parts = tuple(compared)
    comparisons = tuple(it for it in parts if isinstance(it, Comparison))
    source = MeasuredSource(replace(known, comparisons=comparisons), (*figures, *loads))
    untimed = (it for it in parts if isinstance(it, Untimed))
    return rule(read(source, config, known.taken_at), terms, untimed)


def _limits_loads(config: Config) -> bool:
    return any(threshold.metric.startswith(LOADS) for threshold in config.thresholds)


def _failing(outcome: Outcome, rule: Rule) -> tuple[str, ...]:
    """Modules whose loads fail by a rule, worst first."""
    failed = (it for it in outcome.failed if it.rule is rule and it.metric.startswith(LOADS))
    return tuple(dict.fromkeys(it.module for it in failed))

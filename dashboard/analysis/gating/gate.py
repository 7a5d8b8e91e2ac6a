"""Whether a change may pass: a reading, held against a baseline, budgets and thresholds.

Only what is certain can fail: figures that are exact, and loads that were timed side by side.
"""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from collectors.baselines.token_figures import Figures
from dashboard.analysis.comparison.shift import Shift, shift
from dashboard.analysis.comparison.standing import Cause, Regression
from dashboard.analysis.gating.allowance import KIND, budgets, growth
from dashboard.analysis.gating.exceeded import exceeded
from dashboard.analysis.gating.ruling import Outcome, Rule, Ruling, Terms, Untimed
from dashboard.analysis.gating.slowdown import LOADS, loads, untimed
from dashboard.analysis.gating.vanished import vanished
from dashboard.reading import Reading

_RULES = tuple(Rule)


def rule(reading: Reading, terms: Terms, skipped: Iterable[Untimed] = ()) -> Outcome:
    """Hold all that was measured against all there is to hold it against.

    What could not be timed side by side, though it should have been, is noted.
    """
    snapshot, config = reading.snapshot, reading.config
    found = (
        *_budgeted(reading),
        *_compared(reading),
        *map(untimed, skipped),
        *exceeded(snapshot, config.thresholds),
    )
    rulings = (replace(it, again=_again(it, terms)) for it in found)
    return Outcome(
        root=snapshot.framework.root,
        at=snapshot.taken_at,
        terms=terms,
        baseline=snapshot.baseline,
        rulings=tuple(sorted(rulings, key=_urgency)),
    )


def _budgeted(reading: Reading) -> Iterator[Ruling]:
    """What is held against budgets, with what brought it there since the baseline, if anything."""
    grown = [it for it in reading.verdict.regressions if it.current > it.baseline]
    causes = _causes(grown)
    for ruling in budgets(reading.snapshot.framework, reading.config.budget):
        cause = causes.get((ruling.metric, ruling.module, _part(ruling)), Cause())
        yield replace(ruling, cause=cause) if ruling.severity else ruling


def _compared(reading: Reading) -> Iterator[Ruling]:
    """What is held against a baseline, with what brought it about; nothing without one."""
    baseline, framework = reading.snapshot.baseline, reading.snapshot.framework
    if not baseline.framework.modules:
        return
    accepted = _accepted(reading)
    found = (
        *growth(baseline, framework, accepted),
        *vanished(baseline.framework, framework),
        *loads(reading),
    )
    causes, between = _causes(reading.verdict.regressions), shift(baseline, framework)
    for ruling in found:
        # What was counted otherwise is nobody's doing.
        blamed = ruling.severity and ruling.baseline is not None
        yield replace(ruling, cause=_cause(ruling, causes, between)) if blamed else ruling


def _causes(found: Iterable[Regression]) -> Mapping[tuple[str, str, str], Cause]:
    """What brought about each difference, by its metric, module and part."""
    return {(it.metric, it.module, it.part): it.cause for it in found}


def _part(ruling: Ruling) -> str:
    return ruling.name.removeprefix(KIND) if ruling.name.startswith(KIND) else ""


def _cause(ruling: Ruling, causes: Mapping[tuple[str, str, str], Cause], between: Shift) -> Cause:
    """The commit or save that a regression names; or else the files that are not what they were."""
    part = _part(ruling)
    # What a file refers to follows from its own text, or else from what it loads.
    own = "module_tokens" if ruling.rule is Rule.REFERENCE else ruling.metric
    keys = (ruling.metric, part), (own, part), ("full_tokens", "")
    for key in ((metric, ruling.module, part) for metric, part in keys):
        cause = causes.get(key, Cause())
        if cause.revision or cause.paths:
            return cause
    changed = tuple(sorted(between.files))
    return Cause(paths=between.held(ruling.module, changed) if ruling.module else changed)


def _accepted(reading: Reading) -> Figures:
    """What was accepted with the baseline, and in the configuration that lies beside the files."""
    return (*reading.snapshot.baseline.accepted, *reading.config.budget.accepted)


def _again(ruling: Ruling, terms: Terms) -> str:
    """The shortest command that shows a ruling again; nothing when all is well."""
    if not ruling.severity:
        return ""
    path = () if terms.path == "." else (terms.path,)
    if ruling.rule is Rule.THRESHOLD and ruling.metric.startswith(LOADS) and ruling.module:
        root = ("--root", *path) if path else ()
        return shlex.join(("perfdash", "load", *root, "--", ruling.module))
    against = ("--against", terms.against) if terms.against else ()
    timing = () if ruling.rule is Rule.LOAD else ("--no-timing",)
    return shlex.join(("perfdash", "check", *path, *against, *timing))


def _urgency(ruling: Ruling) -> tuple[int, int, str, str, int]:
    """Worst first; what passed last."""
    rank = ruling.severity.rank if ruling.severity else -1
    return -rank, _RULES.index(ruling.rule), ruling.module, ruling.name, ruling.line

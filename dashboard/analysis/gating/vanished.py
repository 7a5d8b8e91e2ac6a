"""Which references lost their targets since a baseline."""

from __future__ import annotations

from collections.abc import Iterator

from collectors.framework.graph import missing_references
from collectors.framework.links import LOADING
from collectors.framework.module import Framework, Module
from collectors.framework.reference import Reference
from dashboard.analysis.alerting.alert import Severity
from dashboard.analysis.comparison.alignment import aligned
from dashboard.analysis.comparison.standing import Standing
from dashboard.analysis.gating.ruling import Rule, Ruling

METRIC = "references_missing"
_UNIT = "references"


def vanished(before: Framework, framework: Framework) -> Iterator[Ruling]:
    """One ruling for each target that is missed anew, or else one for all references.

    What a file missed already it may go on missing, even when the file itself was moved.
    """
    found = [
        _lost(pair.after, reference)
        for pair in aligned(before, framework)
        if pair.after
        for reference in _missed(pair.after, known=pair.before)
    ]
    yield from found or (_none_lost(before, framework),)


def _missed(module: Module, *, known: Module | None) -> list[Reference]:
    """The first reference to each target that is missing, and was not missing before."""
    seen = {it.target for it in known.references if _is_missing(it)} if known else set()
    missed: dict[str, Reference] = {}
    for reference in module.references:
        if _is_missing(reference) and reference.target not in seen:
            missed.setdefault(reference.target, reference)
    return list(missed.values())


def _is_missing(reference: Reference) -> bool:
    return not reference.found and reference.syntax in LOADING


def _lost(module: Module, reference: Reference) -> Ruling:
    return Ruling(
        Rule.REFERENCE,
        f"{module.path} → {reference.target}",
        METRIC,
        _UNIT,
        module=module.path,
        line=reference.line,
        severity=Severity.WARNING,
        standing=Standing.REGRESSION,
        baseline=0,
        current=1,
        limit=0,
        detail=f"{reference.syntax}: its target is not there",
    )


def _none_lost(before: Framework, framework: Framework) -> Ruling:
    was, now = missing_references(before), missing_references(framework)
    standing = Standing.IMPROVED if now < was else Standing.OK
    return Ruling(
        Rule.REFERENCE, METRIC, METRIC, _UNIT, standing=standing, baseline=was, current=now
    )

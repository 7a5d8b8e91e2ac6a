"""What a check found as `perfdash.check/1`, described by `check.schema.json`."""

from __future__ import annotations

from collections.abc import Iterable

from collectors.baseline import Baseline
from dashboard.analysis.comparison.standing import Cause, Evidence
from dashboard.analysis.gating.ruling import Outcome, Ruling
from dashboard.export.document import Json, encode, moment

SCHEMA = "perfdash.check/1"


def render(outcome: Outcome, version: str) -> bytes:
    """Encode what a version of perfdash found; worst first."""
    failed, noted, passed = outcome.failed, outcome.noted, outcome.passed
    return encode(
        {
            "schema": SCHEMA,
            "checked_at": moment(outcome.at),
            "version": version,
            "root": outcome.root,
            "against": _against(outcome.baseline),
            "fail_on": outcome.terms.fail_on.value,
            "passed": not failed,
            "counts": {"failed": len(failed), "noted": len(noted), "passed": len(passed)},
            "failures": _rulings(failed),
            "notes": _rulings(noted),
            "passes": _rulings(passed),
        }
    )


def _against(baseline: Baseline) -> Json:
    """Null when limits alone were checked."""
    if not baseline.framework.modules:
        return None
    return {
        "name": baseline.name,
        "revision": baseline.revision or None,
        "pinned_at": moment(baseline.at),
        "automatic": baseline.automatic,
    }


def _rulings(rulings: Iterable[Ruling]) -> list[Json]:
    return [_ruling(ruling) for ruling in rulings]


def _ruling(ruling: Ruling) -> dict[str, Json]:
    return {
        "rule": ruling.rule.value,
        "name": ruling.name,
        "metric": ruling.metric,
        "unit": ruling.unit,
        "module": ruling.module or None,
        "line": ruling.line or None,
        "severity": ruling.severity.value if ruling.severity else None,
        "standing": ruling.standing.value if ruling.standing else None,
        "baseline": ruling.baseline,
        "current": ruling.current,
        "limit": ruling.limit,
        **_certainty(ruling),
        "cause": _cause(ruling.cause),
        "detail": ruling.detail,
        "again": ruling.again or None,
    }


def _certainty(ruling: Ruling) -> dict[str, Json]:
    found = ruling.interval
    if found is None:
        exact = ruling.current / ruling.baseline if ruling.baseline and ruling.current else None
        return {
            "evidence": Evidence.EXACT.value,
            "ratio": exact,
            "low": exact,
            "high": exact,
            "blocks": None,
        }
    return {
        "evidence": found.evidence.value,
        "ratio": found.ratio,
        "low": found.low,
        "high": found.high,
        "blocks": found.blocks,
    }


def _cause(cause: Cause) -> Json:
    """Null when nobody knows."""
    if cause == Cause():
        return None
    return {
        "at": moment(cause.at),
        "revision": cause.revision or None,
        "author": cause.author,
        "subject": cause.subject,
        "paths": list(cause.paths),
    }

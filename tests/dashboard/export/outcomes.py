"""Outcomes of a check to render."""

from __future__ import annotations

from collectors.baseline import Baseline
from collectors.framework.module import Framework
from dashboard.analysis.alerting.alert import Severity
from dashboard.analysis.comparison.standing import Cause, Evidence, Standing
from dashboard.analysis.gating.ruling import Interval, Outcome, Rule, Ruling, Terms
from tests.dashboard.builders import NOW, a_module

BASELINE = Baseline(
    "default", NOW, Framework(modules=(a_module("plan.md"),)), revision="0a1b2c3d4e5f" + "0" * 28
)
GROWN = Ruling(
    Rule.GROWTH,
    "commands/plan.md",
    "full_tokens",
    "tokens",
    module="commands/plan.md",
    severity=Severity.CRITICAL,
    standing=Standing.REGRESSION,
    baseline=2_104,
    current=2_735,
    limit=2_104,
    cause=Cause(NOW, "f" * 40, "Ada", "Plan more", ("commands/plan.md",)),
    again="perfdash check --no-timing",
)
LOST = Ruling(
    Rule.REFERENCE,
    "commands/plan.md → steps.md",
    "references_missing",
    "references",
    module="commands/plan.md",
    line=12,
    severity=Severity.WARNING,
    standing=Standing.REGRESSION,
    baseline=0,
    current=1,
    limit=0,
    detail="include-path: its target is not there",
    again="perfdash check --no-timing",
)
NOISY = Ruling(
    Rule.LOAD,
    "load_seconds commands/plan.md",
    "load_seconds",
    "seconds",
    module="commands/plan.md",
    severity=Severity.INFO,
    standing=Standing.NOISY,
    baseline=0.0019,
    current=0.0025,
    interval=Interval(1.31, 1.05, 1.62, 25, Evidence.INTERLEAVED),
    detail="cannot resolve 10 % here",
)
KEPT = Ruling(Rule.BUDGET, "startup", "startup_tokens", "tokens", current=3_636, limit=4_000)


def an_outcome(*rulings: Ruling, fail_on: Severity = Severity.WARNING) -> Outcome:
    """A check of a framework at /home/dev/harbor."""
    return Outcome(
        "/home/dev/harbor",
        NOW,
        Terms(fail_on=fail_on),
        BASELINE,
        rulings or (GROWN, LOST, NOISY, KEPT),
    )

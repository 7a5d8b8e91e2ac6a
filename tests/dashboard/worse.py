"""The harbor a while later: held against a baseline, a save made it slower and a commit bigger."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from math import sin

from collectors.baseline import (
    DEFAULT_NAME,
    Baseline,
    Block,
    Commit,
    Comparison,
    LoadStatistics,
)
from collectors.comparing.closures import Closures
from collectors.decision import Acknowledgement, Matching, Silence
from collectors.framework.module import Framework, Module
from collectors.model import Trigger
from collectors.shown import ShownAlert
from dashboard.analysis.judgement import judge
from dashboard.reading import Reading
from dashboard.snapshot import Snapshot
from tests.dashboard.builders import NOW
from tests.dashboard.harbor import SAVED, a_reading

MINUTE = 60_000
COMMITTED = NOW - 47 * MINUTE
PINNED = NOW - 26 * 60 * MINUTE

CHECKS = "components/quality/checks.md"
STEPS = "components/planning/steps.md"
RELEASE = ".claude/commands/release.md"
PLAN = ".claude/commands/plan.md"

_THEN = {
    CHECKS: (2_248, 4_138),
    STEPS: (1_060, 1_060),
    RELEASE: (3_410, 40_658),
    PLAN: (2_104, 5_054),
    ".claude/commands/build.md": (1_120, 5_673),
    ".claude/commands/review.md": (1_876, 6_014),
    ".claude/rules/commits.md": (120, 120),
    ".claude/rules/python.md": (378, 378),
}
"""Own and full tokens in the baseline, where they were others."""
_OWN = (CHECKS, STEPS, ".claude/rules/commits.md", ".claude/rules/python.md")

OLD_CHECKS = "# Checks\n\nRun the tests.\nRead the diff.\n\nSay what was not looked at.\n"
NEW_CHECKS = (
    "# Checks\n\nRun the tests, then the linters.\nRead the diff.\n\n"
    "Compare like with like:\n- the same machine\n- the same hour\n\nSay what was not looked at.\n"
)

OLD_STEPS = "# Steps\n\nName the goal.\nList what has to change.\n"
NEW_STEPS = f"{OLD_STEPS}Cut each change in two, and each half again.\n"


@cache
def a_worse_reading() -> Reading:
    """A slower and bigger command, a noisy one, a move, and something already seen."""
    reading = a_reading(root="/home/dev/harbor")
    snapshot = reading.snapshot
    now = replace(snapshot.framework, modules=tuple(map(_now, snapshot.framework.modules)))
    then = replace(now, modules=tuple(map(_then, now.modules)))
    worse = replace(
        snapshot,
        framework=now,
        baseline=_baseline(then),
        comparisons=_comparisons(then, now),
        commits=(_commit(),),
        saves=tuple(run for run in snapshot.runs if run.trigger is Trigger.SAVE),
        alert_log=(_ended(),),
    )
    return _decided(replace(reading, snapshot=worse))


def kept(digest: str) -> bytes | None:
    """What the baseline keeps of the two components that changed."""
    texts = {_old_digest(CHECKS): OLD_CHECKS, _old_digest(STEPS): OLD_STEPS}
    return texts[digest].encode() if digest in texts else None


def _old_digest(path: str) -> str:
    return str(2 + _OWN.index(path)) * 32


def _now(module: Module) -> Module:
    return replace(module, digest="1" * 32) if module.path in _OWN else module


def _then(module: Module) -> Module:
    own, full = _THEN.get(module.path, (module.tokens, module.full_tokens))
    digest = _old_digest(module.path) if module.path in _OWN else module.digest
    return replace(module, tokens=own, full_tokens=full, bytes=own * 4, digest=digest)


def _baseline(then: Framework) -> Baseline:
    loads = tuple(
        LoadStatistics(path, tuple(middle * (1 + 0.1 * sin(step)) for step in range(40)))
        for path, middle in ((".claude/commands/build.md", 0.0009), (PLAN, 0.0027))
    )
    return Baseline(
        DEFAULT_NAME, PINNED, then, revision="0a1b2c3d" + "4e5f" * 8, automatic=True, loads=loads
    )


def _comparisons(then: Framework, now: Framework) -> tuple[Comparison, ...]:
    old, new = Closures(then), Closures(now)

    def comparison(module: str, ratio: float, *, noise: float, blocks: int) -> Comparison:
        return Comparison(
            module,
            DEFAULT_NAME,
            old.digest(module),
            new.digest(module),
            SAVED + 4_000,
            tuple(_block(number, ratio, noise) for number in range(blocks)),
            310_000,
            388_000,
            _samples(0.0031),
            _samples(0.0031 * ratio),
        )

    return (
        comparison(RELEASE, 1.19, noise=0.01, blocks=5),
        comparison(PLAN, 1.06, noise=0.30, blocks=25),
    )


def _block(number: int, ratio: float, noise: float) -> Block:
    old = 0.0031 * (1 + noise * sin(3 * number))
    return Block(old, 0.0031 * ratio * (1 + noise * sin(5 * number + 1)), 0.0002)


def _samples(middle: float) -> tuple[float, ...]:
    return tuple(middle * (1 + 0.06 * sin(1.7 * n) + 0.05 * sin(n * n)) for n in range(50))


def _commit() -> Commit:
    subject = "Plan in smaller steps"
    return Commit("7fd2c1e9" + "ab03" * 8, COMMITTED, "Ada Brisk", subject, (STEPS,))


def _ended() -> ShownAlert:
    return ShownAlert(
        "e" * 16,
        NOW - 31 * MINUTE,
        "warning",
        "CPU",
        NOW - 33 * MINUTE,
        NOW - 29 * MINUTE,
        metric="cpu_ratio",
        labels=(("core", "2"),),
        value=0.72,
        peak=0.97,
        limit=0.8,
        unit="ratio",
        detail="mean of 1 min above 80 %",
    )


def _decided(reading: Reading) -> Reading:
    """Acknowledge the limit that was breached all along, and silence what is only memory."""
    old = judge(reading.snapshot, reading.config)
    seen = next(alert for alert in old.alerts if alert.title == "context used by a command")
    silence = Silence(
        "memory",
        NOW - MINUTE,
        NOW + 479 * MINUTE,
        "dev",
        "known",
        Matching("load_peak_bytes"),
    )
    snapshot = replace(
        reading.snapshot,
        acknowledgements=(Acknowledgement(seen.key, NOW - MINUTE, seen.severity),),
        silences=(silence,),
    )
    return judged(reading, snapshot)


def judged(reading: Reading, snapshot: Snapshot) -> Reading:
    """A reading of another snapshot."""
    return replace(reading, snapshot=snapshot, verdict=judge(snapshot, reading.config))

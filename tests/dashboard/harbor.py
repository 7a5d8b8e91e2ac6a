"""A reading with something in every panel, the same on every day."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from math import sin

from collectors.config import Config, DashboardConfig
from collectors.framework.module import Finding, Framework, Kind, Module, Startup
from collectors.framework.reference import Reference, Syntax
from collectors.model import Run, Trigger
from dashboard.analysis.judgement import judge
from dashboard.analysis.statistics import summarise
from dashboard.reading import Reading
from dashboard.snapshot import Series, Snapshot
from tests.dashboard.builders import NOW, a_module

STEP = 30_000
SAMPLES = 120
SAVED = NOW - 13_000

_KINDS = (
    ("CLAUDE.md", Kind.MEMORY, "", 812),
    (".claude/agents/captain.md", Kind.AGENT, "captain", 344),
    (".claude/agents/reviewer.md", Kind.AGENT, "reviewer", 501),
    (".claude/commands/build.md", Kind.COMMAND, "/build", 1_120),
    (".claude/commands/docs/changelog.md", Kind.COMMAND, "/docs:changelog", 655),
    (".claude/commands/plan.md", Kind.COMMAND, "/plan", 2_104),
    (".claude/commands/release.md", Kind.COMMAND, "/release", 3_410),
    (".claude/commands/review.md", Kind.COMMAND, "/review", 1_876),
    (".claude/rules/commits.md", Kind.RULE, "", 210),
    (".claude/rules/python.md", Kind.RULE, "", 288),
    (".claude/skills/risk/SKILL.md", Kind.SKILL, "risk", 930),
    ("components/planning/steps.md", Kind.COMPONENT, "", 1_240),
    ("components/quality/checks.md", Kind.COMPONENT, "", 2_660),
    ("components/reporting/report.md", Kind.COMPONENT, "", 1_890),
    ("components/safety/confirm.md", Kind.COMPONENT, "", 415),
    ("docs/glossary.md", Kind.OTHER, "", 700),
    ("docs/principles.md", Kind.OTHER, "", 1_050),
)

_LINKS: tuple[tuple[str, str, Syntax, int], ...] = (
    ("CLAUDE.md", "docs/principles.md", Syntax.AT_IMPORT, 3),
    ("CLAUDE.md", "docs/glossary.md", Syntax.MARKDOWN_LINK, 9),
    (".claude/commands/build.md", "components/safety/confirm.md", Syntax.INCLUDE_COMPONENT, 7),
    (".claude/commands/build.md", "components/quality/checks.md", Syntax.INCLUDE_COMPONENT, 12),
    (".claude/commands/plan.md", "components/planning/steps.md", Syntax.INCLUDE_COMPONENT, 14),
    (".claude/commands/plan.md", "components/reporting/report.md", Syntax.INCLUDE_PATH, 31),
    (".claude/commands/release.md", "components/planning/steps.md", Syntax.INCLUDE_COMPONENT, 9),
    (".claude/commands/release.md", "components/quality/checks.md", Syntax.INCLUDE_COMPONENT, 17),
    (".claude/commands/release.md", "components/reporting/report.md", Syntax.INCLUDE_COMPONENT, 28),
    (".claude/commands/release.md", "docs/principles.md", Syntax.AT_IMPORT, 4),
    (".claude/commands/release.md", "docs/glossary.md", Syntax.MARKDOWN_LINK, 40),
    (".claude/commands/release.md", "", Syntax.INCLUDE_COMPONENT, 33),
    (".claude/commands/review.md", "components/quality/checks.md", Syntax.COMPONENT_PATH, 21),
    ("components/quality/checks.md", "components/reporting/report.md", Syntax.COMPONENT_PATH, 18),
    ("components/reporting/report.md", "components/quality/checks.md", Syntax.CODE_PATH, 5),
)

_FULL = {
    "CLAUDE.md": 1_862,
    ".claude/commands/build.md": 6_085,
    ".claude/commands/plan.md": 5_234,
    ".claude/commands/release.md": 41_250,
    ".claude/commands/review.md": 6_426,
    "components/quality/checks.md": 4_550,
}

FINDINGS = (
    Finding(
        "missing-target", ".claude/commands/release.md", 33, "components/reporting/announce.md"
    ),
    Finding("front-matter", ".claude/commands/release.md", 2, "line 2 is not valid YAML"),
    Finding("missing-target", ".claude/rules/python.md", 6, "docs/style.md"),
)


@cache
def a_reading(*, root: str = "/home/dev/harbor") -> Reading:
    """One hour of a framework called harbor: one command over its limit, one file just saved."""
    snapshot = Snapshot(
        NOW,
        3_600,
        _framework(root),
        tuple(sorted(_series(), key=lambda series: (series.metric, series.labels))),
        (
            Run(NOW - (SAMPLES - 1) * STEP, Trigger.START, seconds=0.4),
            Run(SAVED, Trigger.SAVE, ("components/quality/checks.md",), 0.03),
        ),
    )
    config = Config(dashboard=DashboardConfig())
    return Reading(snapshot, judge(snapshot, config), config)


def _framework(root: str) -> Framework:
    modules = tuple(
        replace(
            a_module(path, kind=kind, tokens=tokens, full_tokens=_FULL.get(path, 0)),
            name=name,
            references=tuple(_references(path)),
            dependents=sum(
                target == path and syntax.load != "mention" for _, target, syntax, _ in _LINKS
            ),
        )
        for path, kind, name, tokens in _KINDS
    )
    startup = Startup(2_360, 1_180, 96, 4_720, 8_000)
    return Framework(root, modules=modules, startup=startup, findings=FINDINGS)


def _references(path: str) -> list[Reference]:
    return [
        Reference(target or "reporting/announce.md", target, syntax, line, 1, found=bool(target))
        for source, target, syntax, line in _LINKS
        if source == path
    ]


def _series() -> list[Series]:
    return [*_loads(), *_tokens(), *_machine()]


def _loads() -> list[Series]:
    commands = [path for path, kind, _, _ in _KINDS if kind is Kind.COMMAND]
    found = []
    for number, path in enumerate(commands, start=1):
        cold = _wave(0.0009 * number, 0.0004 * number, number)
        slow = [
            value * (1.9 if step > 100 and number == 4 else 1) for step, value in enumerate(cold)
        ]
        for mode, share in (("cold", 1.0), ("warm", 0.22), ("parallel", 0.61)):
            values = [value * share for value in slow]
            found.append(_of("load_seconds", values, mode=mode, module=path, phase="total"))
        for phase, share in zip(
            ("read", "parse", "resolve", "count", "assemble"), (31, 24, 9, 22, 14), strict=True
        ):
            values = [value * share / 100 for value in slow]
            found.append(_of("load_seconds", values, mode="cold", module=path, phase=phase))
    return found


def _tokens() -> list[Series]:
    release = [*[40_838.0] * (SAMPLES - 1), 41_250.0]
    checks = [*[2_248.0] * (SAMPLES - 1), 2_660.0]
    found = [
        _of("framework_tokens", [*[20_095.0] * (SAMPLES - 1), 20_507.0]),
        _of("startup_tokens", [3_636.0] * 2),
        _of("full_tokens", release, kind="command", module=".claude/commands/release.md"),
        _of("module_tokens", checks, kind="component", module="components/quality/checks.md"),
        _of("context_available_ratio", [0.61], module=".claude/commands/release.md"),
    ]
    for path, full in _FULL.items():
        if path != ".claude/commands/release.md":
            found.append(_of("full_tokens", [float(full)], kind="command", module=path))
    return found


def _machine() -> list[Series]:
    return [
        _of("cache_hit_ratio", _wave(0.86, 0.06, 3)),
        _of("cache_entries", [214.0]),
        _of("cache_bytes", [1_240_000.0]),
        _of("cache_requests_total", [float(9 * step) for step in range(SAMPLES)], outcome="hit"),
        _of("cache_requests_total", [float(2 * step) for step in range(SAMPLES)], outcome="miss"),
        *(_of("cpu_ratio", _wave(0.22, 0.17, core + 1), core=str(core)) for core in range(4)),
        _of("load_average", _wave(0.8, 0.3, 5)),
        _of("memory_available_bytes", [11.2e9]),
        _of("memory_total_bytes", [24e9]),
        _of("process_cpu_ratio", _wave(0.18, 0.1, 7), who="session"),
        _of("process_resident_memory_bytes", [512e6], who="session"),
        _of("self_cpu_ratio", _wave(0.005, 0.002, 9)),
        _of("self_resident_memory_bytes", [41e6]),
        _of("canary_seconds", [0.0002]),
    ]


def _of(metric: str, values: list[float], **labels: str) -> Series:
    times = tuple(NOW - STEP * back for back in reversed(range(len(values))))
    pairs = tuple(sorted(labels.items()))
    return Series(metric, pairs, times, tuple(values), summarise(values))


def _wave(middle: float, height: float, seed: int) -> list[float]:
    """Values that go up and down and look measured."""
    return [
        middle + height * (0.6 * sin(step / 7 + seed) + 0.4 * sin(step * 1.7 * seed))
        for step in range(SAMPLES)
    ]


def renamed(reading: Reading, names: dict[str, str]) -> Reading:
    """The same reading with modules at other paths."""
    framework = reading.snapshot.framework
    modules: tuple[Module, ...] = tuple(
        replace(module, path=names.get(module.path, module.path)) for module in framework.modules
    )
    return replace(
        reading,
        snapshot=replace(reading.snapshot, framework=replace(framework, modules=modules)),
    )

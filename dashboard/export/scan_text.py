"""A framework as a report of about a page, for `perfdash scan`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from collectors.config import Config
from collectors.framework.listing import BUILT_IN_CHARACTERS
from collectors.framework.module import Finding, Framework, Kind, Module, Startup
from collectors.tokens import ClaudeEstimate, claude_estimate
from dashboard import units
from dashboard.export.text_table import aligned
from dashboard.safe_text import safe_text

_SHOWN = 8
"""Modules in a ranking."""
_PAGE = 60
"""Lines that the whole report takes, if findings are what would exceed it."""
_INDENT = "  "


@dataclass(frozen=True, slots=True)
class _Page:
    framework: Framework
    claude: ClaudeEstimate
    width: int
    colour: bool

    def heading(self, text: str) -> str:
        return f"\x1b[1m{text}\x1b[0m" if self.colour else text

    def section(self, title: str, lines: Sequence[str]) -> list[str]:
        """A part of the report after an empty line; nothing when it has no lines."""
        return ["", self.heading(title), *lines] if lines else []

    def table(self, rows: Sequence[Sequence[str]]) -> list[str]:
        return aligned(rows, width=self.width, indent=_INDENT)


def render(framework: Framework, config: Config, *, width: int, colour: bool = False) -> str:
    """Report on a framework in lines of at most `width` cells; bold headings are the colour."""
    page = _Page(framework, claude_estimate(config.context), width, colour)
    lines = [*_totals(page), *_kinds(page), *_startup(page), *_closures(page), *_hot(page)]
    return "\n".join([*lines, *_findings(page, room=_PAGE - len(lines))])


def _totals(page: _Page) -> list[str]:
    framework, claude = page.framework, page.claude
    counted = f"{units.count(framework.tokens)} tokens ({framework.encoding})"
    estimated = f"{units.estimate(claude.tokens(framework.tokens))} Claude"
    facts = (
        units.counted(len(framework.modules), "module"),
        units.size(framework.bytes),
        counted,
        estimated,
    )
    return [
        page.heading(safe_text(framework.root, cells=page.width)),
        safe_text(" · ".join(facts), cells=page.width),
        safe_text(
            f"≈ is for {claude.family}: {claude.factor:.2f} × the exact count", cells=page.width
        ),
        *([safe_text(framework.layout, cells=page.width)] if framework.layout else []),
    ]


def _kinds(page: _Page) -> list[str]:
    groups: dict[Kind, list[Module]] = {}
    for module in page.framework.modules:
        groups.setdefault(module.kind, []).append(module)
    ranked = sorted(groups.items(), key=lambda group: -_tokens(group[1]))
    rows = [
        (
            kind.value,
            units.count(len(group)),
            units.size(_bytes(group)),
            units.count(_tokens(group)),
        )
        for kind, group in ranked
    ]
    header = ("kind", "modules", "size", "tokens")
    return page.section("Kinds", page.table([header, *rows]) if rows else [])


def _startup(page: _Page) -> list[str]:
    startup, total = page.framework.startup, page.framework.tokens
    claude = units.estimate(page.claude.tokens(startup.tokens))
    share = units.ratio(startup.tokens / total if total else None)
    budget = units.count(startup.listing_budget_characters)
    listing = f"listing ({units.count(startup.listing_characters)} of {budget} characters)"
    rows = [
        ("memory and rules", units.count(startup.memory_tokens)),
        (listing, units.count(startup.listing_tokens)),
        ("agents", units.count(startup.agent_tokens)),
        (f"before anyone types: {claude} Claude, {share} of all", units.count(startup.tokens)),
    ]
    lines = [*page.table(rows), *(safe_text(it, cells=page.width) for it in _left_out(startup))]
    return page.section("Every session pays, in tokens", lines)


def _left_out(startup: Startup) -> Iterator[str]:
    """What the figures of the startup do not tell by themselves."""
    if startup.listing_characters:
        built_in = units.count(min(BUILT_IN_CHARACTERS, startup.listing_budget_characters))
        yield f"{_INDENT}{built_in} of the characters go to skills that are built into Claude Code"
    if startup.memory_tokens:
        yield f"{_INDENT}not counted: ≈25 tokens around each file of memory, which name it"


def _closures(page: _Page) -> list[str]:
    ranked = sorted(page.framework.modules, key=lambda it: (-it.full_tokens, it.path))
    rows = [
        (it.path, *map(units.count, (it.tokens, it.eager_tokens, it.full_tokens)))
        for it in ranked[:_SHOWN]
    ]
    header = ("module", "own tokens", "eager", "full")
    return page.section("Biggest closures", page.table([header, *rows]) if rows else [])


def _hot(page: _Page) -> list[str]:
    included = (module for module in page.framework.modules if module.dependents)
    ranked = sorted(included, key=lambda it: (-it.dependents, it.path))
    rows = [(it.path, units.count(it.dependents), units.count(it.tokens)) for it in ranked[:_SHOWN]]
    header = ("module", "included by", "tokens")
    return page.section("Most included", page.table([header, *rows]) if rows else [])


def _findings(page: _Page, *, room: int) -> list[str]:
    """Group findings by kind, the same number of each, so that none hides the others."""
    groups: dict[str, list[Finding]] = {}
    for finding in sorted(page.framework.findings, key=lambda it: (it.path, it.line, it.detail)):
        groups.setdefault(finding.kind, []).append(finding)
    each = max((room - 2) // max(len(groups), 1) - 2, 1)
    lines = (_group(kind, groups[kind], each, page.width) for kind in sorted(groups))
    title = f"Findings: {units.count(len(page.framework.findings))}"
    return page.section(title, list(chain.from_iterable(lines)))


def _group(kind: str, findings: list[Finding], shown: int, width: int) -> Iterable[str]:
    yield _INDENT + safe_text(f"{kind} {units.count(len(findings))}", cells=width - len(_INDENT))
    for finding in findings[:shown]:
        line = f":{finding.line}" if finding.line else ""
        text = f"{finding.path}{line}  {finding.detail}"
        yield _INDENT * 2 + safe_text(text, cells=max(width - 4, 1))
    if len(findings) > shown:
        yield f"{_INDENT * 2}… {units.count(len(findings) - shown)} more"


def _bytes(modules: Iterable[Module]) -> int:
    return sum(module.bytes for module in modules)


def _tokens(modules: Iterable[Module]) -> int:
    return sum(module.tokens for module in modules)

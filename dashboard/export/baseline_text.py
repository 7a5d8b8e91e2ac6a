"""Baselines as text, for `perfdash baseline list` and `show`."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from collectors.baseline import Baseline
from collectors.baselines.token_figures import figures, recorded
from dashboard import units
from dashboard.export.text_table import aligned
from dashboard.safe_text import safe_text

_COLUMNS = ("name", "pinned", "of", "modules", "tokens", "startup")


def render_all(baselines: Iterable[Baseline], *, width: int) -> str:
    """One line a baseline."""
    rows = [
        (
            it.name,
            _moment(it.at),
            _source(it),
            units.count(len(it.framework.modules)),
            units.count(it.framework.tokens),
            units.count(it.framework.startup.tokens),
        )
        for it in baselines
    ]
    return "\n".join(aligned([_COLUMNS, *rows], width=width))


def render(baseline: Baseline, *, width: int) -> str:
    """Where it came from and what it records; of single modules only what was accepted."""
    framework, env = baseline.framework, baseline.environment
    modules, loads = units.count(len(framework.modules)), units.count(len(baseline.loads))
    facts = (
        f"{baseline.name}: {_source(baseline)}, pinned {_moment(baseline.at)}",
        f"{env.machine}, {env.cores} cores, Python {env.python}, perfdash {env.perfdash}",
        f"modules: {modules}, {units.size(framework.bytes)}; with load times: {loads}",
    )
    lines = (safe_text(fact, cells=width) for fact in facts)
    return "\n".join((*lines, "", "Recorded tokens", *_figures(baseline, width)))


def _figures(baseline: Baseline, width: int) -> list[str]:
    own, accepted = dict(figures(baseline.framework)), dict(baseline.accepted)
    modules = {module.path for module in baseline.framework.modules}
    rows = [
        (key, units.count(tokens), _accepted(own.get(key)) if key in accepted else "")
        for key, tokens in recorded(baseline.framework, baseline.accepted)
        if key in accepted or key not in modules
    ]
    return aligned(rows, width=width, indent="  ")


def _accepted(before: int | None) -> str:
    return f"accepted, was {units.count(before)}"


def _source(baseline: Baseline) -> str:
    source = f"commit {baseline.revision[:12]}" if baseline.revision else "files on disk"
    return f"{source}, automatic" if baseline.automatic else source


def _moment(at: int) -> str:
    return f"{datetime.fromtimestamp(at / 1000).astimezone():%Y-%m-%d %H:%M}"

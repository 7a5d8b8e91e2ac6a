"""The top line: which framework, is it live, is it well, and what perfdash itself costs."""

from __future__ import annotations

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from dashboard import units
from dashboard.analysis.alert import Severity
from dashboard.parts import Part, line
from dashboard.safe_text import safe_text
from dashboard.view import View

_SEVERITIES = (
    (Severity.CRITICAL, "‼", "$text-error bold"),
    (Severity.WARNING, "!", "$text-warning bold"),
    (Severity.INFO, "·", "$foreground-muted"),
)
"""Severity, its sign and its style; worst first."""


class Header(Widget):
    """One line on top of every screen."""

    DEFAULT_CSS = """
    Header {
        dock: top;
        height: 1;
        background: $panel;
        color: $foreground;
    }
    """

    view: reactive[View | None] = reactive(None, repaint=False)

    def __init__(self) -> None:
        super().__init__()
        self._drawn = Content()

    def watch_view(self) -> None:
        """Repaint only when the line reads otherwise."""
        drawn = self._draw()
        if not drawn.is_same(self._drawn):
            self._drawn = drawn
            self.refresh()

    def on_resize(self) -> None:
        """Fit the new width."""
        self.watch_view()

    def render(self) -> Content:
        """What was last drawn."""
        return self._drawn

    def _draw(self) -> Content:
        return draw(self.view, self.size.width) if self.view else Content()


def draw(view: View, width: int) -> Content:
    """Set what fits of the line, spread over the width."""
    parts = (
        Part(_root(view)),
        Part(_revision(view), rank=4),
        Part(_badge(view)),
        Part(_alerts(view), rank=1),
        Part(_cost(view), rank=3),
        Part(_clock(view), rank=2),
    )
    return line(parts, width - 2, gap=3, spread=True).pad(1, 1)


def _root(view: View) -> Content:
    return Content.assemble(
        ("perfdash ", "$foreground-muted"), (safe_text(view.root, cells=32), "bold")
    )


def _revision(view: View) -> Content:
    words = (safe_text(view.revision.branch, cells=24), view.revision.commit[:7])
    return Content.styled(" ".join(filter(None, words)), "$foreground-muted")


def _badge(view: View) -> Content:
    """Say in one word whether the figures are live, and how old they are when they are not."""
    if view.paused_for is not None:
        age = units.seconds(view.paused_for // 1000)
        return Content.styled(f" ❚❚ PAUSED {age} · space resumes ", "reverse bold")
    if view.failure:
        return Content.styled(" ✖ STALE: reading failed ", "$text-error reverse bold")
    snapshot = view.reading.snapshot
    if not snapshot.taken_at:
        return Content.styled("○ STARTING", "bold")
    if not snapshot.recording:
        return Content.styled("○ NOT RECORDING", "$text-warning bold")
    every = units.seconds(view.refresh_seconds)
    return Content.styled(f"◌ VIEWING {every}" if view.viewing else f"● LIVE {every}", "bold")


def _alerts(view: View) -> Content:
    verdict = view.reading.verdict
    if not verdict.firing:
        return Content.styled(
            "no alerts" if view.reading.snapshot.taken_at else "", "$foreground-muted"
        )
    counts = [
        Content.styled(f"{sign} {_counted(verdict.count(severity), severity)}", style)
        for severity, sign, style in _SEVERITIES
        if verdict.count(severity)
    ]
    return Content("  ").join(counts)


def _counted(count: int, severity: Severity) -> str:
    plural = "s" if severity is Severity.WARNING and count > 1 else ""
    return f"{count} {severity}{plural}"


def _cost(view: View) -> Content:
    snapshot = view.reading.snapshot
    cpu = snapshot.latest("self_cpu_ratio")
    memory = snapshot.latest("self_resident_memory_bytes")
    if cpu is None and memory is None:
        return Content()
    return Content.styled(f"self {units.ratio(cpu)} {units.size(memory)}", "$foreground-muted")


def _clock(view: View) -> Content:
    taken_at = view.reading.snapshot.taken_at
    return Content(units.clock(taken_at) if taken_at else "")

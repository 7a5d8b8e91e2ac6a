"""What the top line says: which framework, is it live, is it well, and what perfdash costs."""

from __future__ import annotations

from textual.content import Content

from dashboard import units
from dashboard.analysis.alerting.alert import Severity
from dashboard.analysis.gating.tally import tally
from dashboard.parts import Part, line
from dashboard.safe_text import safe_text
from dashboard.view import View

_SEVERITIES = {
    Severity.CRITICAL: ("‼", "$text-error bold"),
    Severity.WARNING: ("!", "$text-warning bold"),
    Severity.INFO: ("·", "$foreground-muted"),
}
"""The sign and the style of each."""
_POOR = frozenset("DF")
_REASON_CELLS, _BRIEF_REASON_CELLS = 40, 12


def draw(view: View, width: int) -> Content:
    """Set what fits of the line: words leave before grade and counts.

    What changes most stands last, and what it costs at the end, so that the rest stays in place.
    """
    parts = (
        Part(_root(view), 8, Part(_name(view, 32), 4, Part(_name(view, 16)))),
        Part(_revision(view), 11),
        Part(_badge(view), 5, Part(_badge(view, brief=True))),
        Part(_health(view), 6, Part(_grade(view), 2)),
        Part(_missed(view), 13),
        Part(_alerts(view), 7, Part(_alerts(view, brief=True), 1)),
        Part(_session(view), 12),
    )
    ending = (Part(_cost(view), 10), Part(_clock(view), 3))
    return line(parts, width - 2, gap=3, ending=ending).pad(1, 1)


def _root(view: View) -> Content:
    return Content.assemble(("perfdash ", "$foreground-muted"), _name(view, 32))


def _name(view: View, cells: int) -> Content:
    return Content.styled(safe_text(view.root, cells=cells), "bold")


def _revision(view: View) -> Content:
    words = (safe_text(view.revision.branch, cells=24), view.revision.commit[:7])
    return Content.styled(" ".join(filter(None, words)), "$foreground-muted")


def _badge(view: View, *, brief: bool = False) -> Content:
    """Say in one word whether the figures are live, and how old they are when they are not."""
    cells = _BRIEF_REASON_CELLS if brief else _REASON_CELLS
    if view.paused_for is not None:
        age = units.seconds(view.paused_for // 1000)
        how = "" if brief else " · space resumes"
        return Content.styled(f" ❚❚ PAUSED {age}{how} ", "reverse bold")
    if view.failure:
        reason = safe_text(view.failure, cells=cells)
        return Content.styled(f" ✖ STALE: {reason} ", "$text-error reverse bold")
    snapshot = view.reading.snapshot
    if not snapshot.taken_at:
        return Content.styled("○ STARTING", "bold")
    if snapshot.blocked:
        reason = safe_text(snapshot.blocked, cells=cells)
        return Content.styled(f" ○ NOT RECORDING: {reason} ", "$text-warning reverse bold")
    if not snapshot.recording:
        return Content.styled("○ NOT RECORDING", "$text-warning bold")
    every = units.seconds(view.refresh_seconds)
    return Content.styled(f"◌ VIEWING {every}" if view.viewing else f"● LIVE {every}", "bold")


def _health(view: View) -> Content:
    """The grade, and how many of the targets that were measured are met."""
    health = view.reading.verdict.health
    graded = _grade(view)
    return Content.assemble(graded, f" {health.met}/{health.measured}") if graded else graded


def _grade(view: View) -> Content:
    grade = view.reading.verdict.health.grade
    if not grade:
        return Content()
    style = "$text-warning bold" if grade in _POOR else "bold"
    return Content.assemble(("health ", "$foreground-muted"), (grade, style))


def _missed(view: View) -> Content:
    """Why health is not better, in as few words as there is room for."""
    missed = [target for target in view.reading.verdict.health.targets if not target.met]
    if not missed:
        return Content()
    more = f" and {len(missed) - 1} more" if len(missed) > 1 else ""
    return Content.styled(f"missed: {safe_text(missed[0].name, cells=40)}{more}", "$text-warning")


def _session(view: View) -> Content:
    """What the session beside us does, and for how long its turn has been at work."""
    snapshot, verdict = view.reading.snapshot, view.reading.verdict
    current = snapshot.sessions.current
    if current is None or not snapshot.sessions.live or not current.turns:
        return Content()
    turn = f"turn {len(current.turns):,}"
    if not verdict.sessions.in_flight:
        return Content.styled(f"session waits · {turn}", "$foreground-muted")
    busy = units.ago(current.turns[-1].started_at, snapshot.taken_at)
    return Content.assemble(("session ", "$foreground-muted"), f"busy {busy} · {turn}")


def _alerts(view: View, *, brief: bool = False) -> Content:
    """What asks for attention: regressions, then other alerts by severity; or what does not.

    In brief each is its sign and its number.
    """
    found = tally(view.reading.verdict)
    said = [_counted(count, severity) for severity, count in found.alerts]
    if found.regressions:
        plural = "s" * (found.regressions > 1)
        words = f"{units.UP} {found.regressions} regression{plural}"
        said.insert(0, Content.styled(words, _SEVERITIES[found.worst][1]))
    if found.suspects:
        said.append(Content.styled(f"? {found.suspects} suspected", "$foreground-muted"))
    if brief:
        said = [it[: it.plain.rindex(" ")] for it in said]
    return Content("  ").join(said) if said else _quiet(view, found.set_aside)


def _quiet(view: View, set_aside: int) -> Content:
    if not view.reading.snapshot.taken_at:
        return Content()
    words = f"no alerts, {set_aside} set aside" if set_aside else "no alerts"
    return Content.styled(words, "$foreground-muted")


def _counted(count: int, severity: Severity) -> Content:
    sign, style = _SEVERITIES[severity]
    plural = "s" if severity is Severity.WARNING and count > 1 else ""
    return Content.styled(f"{sign} {count} {severity}{plural}", style)


def _cost(view: View) -> Content:
    snapshot = view.reading.snapshot
    if snapshot.viewing:
        return Content.styled(f"self {units.DASH}", "$foreground-muted")
    cpu = snapshot.latest("self_cpu_ratio")
    memory = snapshot.latest("self_resident_memory_bytes")
    if cpu is None and memory is None:
        return Content()
    return Content.styled(f"self {units.ratio(cpu)} {units.size(memory)}", "$foreground-muted")


def _clock(view: View) -> Content:
    taken_at = view.reading.snapshot.taken_at
    return Content(units.clock(taken_at) if taken_at else "")

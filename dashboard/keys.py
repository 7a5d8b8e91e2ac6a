"""The keys that work on every screen."""

from __future__ import annotations

from textual.binding import Binding, BindingType

EVERYWHERE: list[BindingType] = [
    Binding("v", "screen.alerts", "alerts", tooltip="alerts, regressions, health and bottlenecks"),
    Binding(
        "c", "screen.sessions", "sessions", tooltip="what Claude Code did here, and what it cost"
    ),
    Binding(
        "b", "screen.pin_baseline", "baseline", tooltip="hold everything against what is there now"
    ),
    Binding("s", "snapshot", "snapshot", tooltip="write what is on the screen into a file"),
    Binding("r", "run_now", "run now", tooltip="measure everything once more"),
    Binding(
        "space",
        "pause",
        "pause",
        key_display="space",
        tooltip="freeze the view while recording goes on",
    ),
    Binding(
        "u",
        "screen.rate",
        "rate",
        show=False,
        tooltip="how content you are with the session, 1 to 5",
    ),
    Binding("plus,equals_sign", "refresh_step(-1)", "refresh sooner", key_display="+", show=False),
    Binding("minus", "refresh_step(1)", "refresh later", key_display="-", show=False),
    Binding("t", "theme_next", "theme", show=False, tooltip="dark, light, the terminal's own"),
    Binding("question_mark", "screen.help", "help", key_display="?", tooltip="this page"),
    Binding("ctrl+z", "suspend_process", "suspend", show=False),
    Binding("q", "quit", "quit"),
]

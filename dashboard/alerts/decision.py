"""How a widget lets the user decide on an alert."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.binding import Binding

from dashboard import alert_words
from dashboard.analysis.alerting.concern import Concern
from dashboard.decisions import is_silenceable
from dashboard.messages import Acknowledged, Silenced

if TYPE_CHECKING:
    from textual.widget import Widget

KEYS = (
    Binding(
        "a",
        "acknowledge",
        "acknowledge",
        tooltip="it was seen: tell no more until worse; again takes it back",
    ),
    Binding("S", "silence", "silence", tooltip="tell nothing of it for some hours; again ends it"),
)
ACTIONS = tuple(it.action for it in KEYS)


def may(action: str, concern: Concern | None) -> bool:
    """Whether it can be decided: only of what fires, and only what a silence can be about."""
    alert = concern.alert if concern else None
    if alert is None or not alert.firing:
        return False
    return action != "silence" or is_silenceable(alert)


def acknowledge(concern: Concern | None, widget: Widget) -> None:
    """Tell that the user saw it, or takes that back."""
    if concern and concern.alert:
        widget.post_message(Acknowledged(concern.alert))


def silence(concern: Concern | None, widget: Widget, *, now: int) -> None:
    """Ask for how long, or tell at once that a silence is to end."""
    alert = concern.alert if concern else None
    if concern is None or alert is None:
        return
    if alert.silenced:
        widget.post_message(Silenced(alert, 0.0))
        return

    def answered(hours: float | None) -> None:
        if hours is not None:
            widget.post_message(Silenced(alert, hours))

    from dashboard.alerts.silence_dialog import SilenceDialog

    widget.app.push_screen(SilenceDialog(alert_words.name(concern), now=now), answered)

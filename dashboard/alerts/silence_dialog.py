"""The question for how long nothing is to be told of an alert."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets.option_list import Option

from collectors.decision import SILENCE_HOURS
from dashboard import decisions, units
from dashboard.choices import Choices
from dashboard.safe_text import safe_text

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.widgets import OptionList


class SilenceDialog(ModalScreen[float | None]):
    """Some spans of time, each with the moment at which it ends; answers with hours."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,S,q", "dismiss(None)", "cancel", key_display="esc"),
    ]

    def __init__(self, subject: str, *, now: int) -> None:
        """Take what is to be silenced, in words, and the moment from which on."""
        super().__init__()
        self._subject = subject
        self._now = now

    def compose(self) -> ComposeResult:
        """One line for each span, the usual one chosen."""
        spans = Choices(*map(self._span, decisions.HOURS), markup=False)
        spans.border_title = Content(f"Silence {safe_text(self._subject, cells=44)}")
        spans.border_subtitle = Content("enter silences, esc cancels")
        spans.highlighted = decisions.HOURS.index(SILENCE_HOURS)
        yield spans

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Answer with the hours."""
        self.dismiss(decisions.HOURS[event.option_index])

    def _span(self, hours: float) -> Option:
        until = units.moment(decisions.end(self._now, hours), self._now)
        return Option(Content(f"{units.seconds(hours * 3_600):>6}   until {until}"))

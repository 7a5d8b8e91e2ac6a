"""The question how content the user is with a session."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets.option_list import Option

from dashboard.choices import Choices
from dashboard.messages import Rated
from dashboard.safe_text import safe_text
from dashboard.session_screens.session_rows import newest_stars
from dashboard.session_screens.words import MOST_STARS

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.widget import Widget
    from textual.widgets import OptionList

    from dashboard.reading import Reading

_WORDS = ("it went wrong", "it was poor", "it was all right", "it was good", "it was excellent")


class RatingDialog(ModalScreen[int | None]):
    """One line for each number of stars, chosen by number key or by enter."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *(
            Binding(str(many), f"dismiss({many})", "rate", show=False)
            for many in range(1, MOST_STARS + 1)
        ),
        Binding("escape,u,q", "dismiss(None)", "cancel", key_display="esc"),
    ]

    def __init__(self, subject: str, *, stars: int) -> None:
        """Take what is rated, in words, and how it was rated before; 0 when it was not."""
        super().__init__()
        self._subject = subject
        self._stars = stars

    def compose(self) -> ComposeResult:
        """One line for each rating, the one before chosen."""
        ratings = Choices(*map(_rating, range(1, MOST_STARS + 1)), markup=False)
        ratings.border_title = Content(f"Rate {safe_text(self._subject, cells=44)}")
        ratings.border_subtitle = Content("1 to 5 rates, esc cancels")
        ratings.highlighted = (self._stars or MOST_STARS - 1) - 1
        yield ratings

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Answer with the chosen line."""
        self.dismiss(event.option_index + 1)


def ask(widget: Widget, session: str, subject: str, *, stars: int) -> None:
    """Ask, and tell what the answer was."""

    def answered(given: int | None) -> None:
        if given is not None:
            widget.post_message(Rated(session, given))

    widget.app.push_screen(RatingDialog(subject, stars=stars), answered)


def ask_of_current(widget: Widget, reading: Reading) -> bool:
    """Ask about the session beside us; whether there is one."""
    sessions = reading.snapshot.sessions
    if sessions.current is not None:
        session = sessions.current.session.id
        stars = newest_stars(sessions).get(session, 0)
        ask(widget, session, "the current session", stars=stars)
    return sessions.current is not None


def _rating(many: int) -> Option:
    drawn = "★" * many + "☆" * (MOST_STARS - many)
    return Option(Content(f"{many}  {drawn}  {_WORDS[many - 1]}"))

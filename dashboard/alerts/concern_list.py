"""The widget that concerns stand in, under what brought them about."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.widgets.option_list import Option

from dashboard import cause_words
from dashboard.alerts import decision, lines
from dashboard.alerts.grounds import by_ground
from dashboard.analysis.alerting.concern import Chapter, Concern
from dashboard.analysis.comparison.standing import Cause
from dashboard.choices import Choices
from dashboard.messages import EvidenceAsked
from dashboard.panels.panel import content
from dashboard.piece import Piece, clip, muted, strong
from dashboard.snapshot import Snapshot

if TYPE_CHECKING:
    from textual.content import Content
    from textual.widgets import OptionList

MOST = 100
"""Concerns shown at most."""


class ConcernList(Choices, inherit_bindings=False):
    """Concerns to go through, to look into and to decide on; updated only where they differ."""

    DEFAULT_CSS = """
    ConcernList, ConcernList:focus {
        height: 1fr;
        max-height: 100%;
        border: none;
        padding: 0;
        background: transparent;
        background-tint: transparent;
        scrollbar-gutter: stable;
        scrollbar-size-vertical: 1;
        text-wrap: nowrap;
        & > .option-list--option {
            padding: 0;
        }
        & > .option-list--option-disabled {
            color: $foreground;
        }
    }
    ConcernList > .option-list--option-highlighted {
        color: $foreground;
        background: transparent;
        text-style: none;
    }
    ConcernList:focus > .option-list--option-highlighted {
        color: $foreground;
        background: $block-cursor-blurred-background;
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "select", "evidence", key_display="enter"),
        *decision.KEYS,
        Binding("up", "cursor_up", "up", show=False),
        Binding("down", "cursor_down", "down", show=False),
        Binding("pageup", "page_up", "page up", show=False),
        Binding("pagedown", "page_down", "page down", show=False),
        Binding("home", "first", "first", show=False),
        Binding("end", "last", "last", show=False),
    ]

    def __init__(self) -> None:
        super().__init__(markup=False)
        self._chapters: tuple[Chapter, ...] = ()
        self._snapshot = Snapshot(0, 0)
        self._concerns: dict[str, Concern] = {}
        self._written: Mapping[str, Content] = {}

    @property
    def chosen(self) -> Concern | None:
        """The concern under the cursor."""
        option = self.highlighted_option
        return self._concerns.get(option.id or "") if option else None

    def show(self, found: tuple[Chapter, ...], snapshot: Snapshot) -> None:
        """Show other concerns; the cursor stays on its own, or near it."""
        self._chapters, self._snapshot = found, snapshot
        self._update()

    def on_resize(self) -> None:
        """Fit the new width."""
        self._update()

    def on_focus(self) -> None:
        """Begin with the first concern."""
        if self.highlighted is None:
            self.action_first()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Show how the concern is known."""
        event.stop()
        if self.chosen:
            self.post_message(EvidenceAsked(self.chosen.key))

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Tell which keys apply to it."""
        event.stop()
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Decide only where that can be done."""
        if action in decision.ACTIONS:
            return decision.may(action, self.chosen)
        return super().check_action(action, parameters)

    def action_acknowledge(self) -> None:
        """Say that it was seen, or take that back."""
        decision.acknowledge(self.chosen, self)

    def action_silence(self) -> None:
        """Ask for how long, or end it."""
        decision.silence(self.chosen, self, now=self._snapshot.taken_at)

    def _update(self) -> None:
        """Write what differs; what is there stays, so that nothing scrolls by itself."""
        width = self.scrollable_content_region.width
        if not width:
            return
        before = tuple(self._concerns)
        wanted = dict(self._prompts(width))
        if [option.id for option in self.options] == list(wanted):
            self._rewrite(wanted)
        else:
            self._replace(wanted, before)
        self.refresh_bindings()

    def _rewrite(self, wanted: Mapping[str, Content]) -> None:
        for option in self.options:
            name = option.id or ""
            if not wanted[name].is_same(self._written[name]):
                self.replace_option_prompt(name, wanted[name])
        self._written = wanted

    def _replace(self, wanted: Mapping[str, Content], before: tuple[str, ...]) -> None:
        """Make all options anew; the cursor follows its concern, or stays in its place."""
        chosen, top = self.highlighted_option, self.scroll_y
        self._written = wanted
        self.set_options(
            Option(prompt, id=name, disabled=name not in self._concerns)
            for name, prompt in wanted.items()
        )
        known = tuple(self._concerns)
        if chosen is not None and known:
            name = chosen.id or ""
            place = min(before.index(name), len(known) - 1)
            name = name if name in self._concerns else known[place]
            self.highlighted = self.get_option_index(name)
        elif self.has_focus:
            self.action_first()
        self.scroll_to(y=top, animate=False)

    def _prompts(self, width: int) -> Iterator[tuple[str, Content]]:
        """Yield every option's id and text, and note the concerns among them."""
        self._concerns = {}
        sections = tuple(self._sections())
        has_heads = any(chapter.cause != Cause() for chapter in self._chapters)
        left = sum(len(concerns) for _, concerns in sections)
        for number, (heading, concerns) in enumerate(sections):
            if has_heads or len(sections) > 1:
                yield f"chapter {number}", content((clip((heading,), width),))
            for concern in concerns[: MOST - len(self._concerns)]:
                self._concerns[_name(concern)] = concern
                left -= 1
                drawn = lines.lines(concern, self._snapshot, width)
                yield _name(concern), content(drawn)
        if left:
            yield "more", content(((muted(f"and {left:,} more"),),))

    def _sections(self) -> Iterator[tuple[Piece, tuple[Concern, ...]]]:
        """Yield headings with the concerns beneath them: by cause, else by what they are about."""
        for chapter in self._chapters:
            if said := cause_words.cause(chapter.cause, self._snapshot.taken_at):
                yield strong(said), chapter.concerns
                continue
            for heading, concerns in by_ground(chapter.concerns).items():
                yield muted(heading), concerns


def _name(concern: Concern) -> str:
    """An id that no other concern of a list has: one may have ended more than once."""
    until = concern.alert.until if concern.alert else 0
    return f"{concern.key} {until}"

"""The screen about one alert or regression."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType

from collectors.baseline import NO_BASELINE
from collectors.framework.module import Framework
from dashboard.alerts import decision
from dashboard.analysis.alerting.concern import Concern, concerns
from dashboard.deck_screen import DeckScreen
from dashboard.evidence.blocks import BlocksPanel
from dashboard.evidence.facts import FactsPanel
from dashboard.evidence.samples import SamplesPanel
from dashboard.evidence.text_panel import TextPanel
from dashboard.messages import EditAsked, ModuleOpened, TextsAsked, TextsRead
from dashboard.snapshot import Snapshot
from dashboard.view import View


class EvidenceScreen(DeckScreen):
    """What is known, both samples, the blocks, and how the texts changed; live while open."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open_module", "module", key_display="enter"),
        Binding("e", "edit", "edit", tooltip="open the module in VISUAL or EDITOR"),
        *decision.KEYS,
    ]

    def __init__(self, key: str) -> None:
        """Take the key of an alert or a regression.

        What is measured stands on the left, what was written on the right.
        """
        self._texts = TextPanel(2, key)
        super().__init__(
            FactsPanel(1, key), self._texts, SamplesPanel(3, key), BlocksPanel(4, key), name=key
        )
        self._key = key
        self._concern: Concern | None = None
        self._asked_about = (Framework(), NO_BASELINE)

    def show(self, view: View) -> None:
        """Ask for the texts too when they may have changed, and make room for what there is."""
        super().show(view)
        snapshot = view.reading.snapshot
        self._concern = concerns(view.reading.verdict, snapshot).find(self._key)
        it = self._concern.regression if self._concern else None
        self.set_class(it is None or it.metric != "load_seconds", "-untimed")
        self._ask_for_texts(snapshot)
        self.refresh_bindings()

    def on_texts_read(self, message: TextsRead) -> None:
        """Show how the texts changed."""
        self._texts.changes = message.changes
        self.set_class(not message.changes, "-textless")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Decide only where that can be done, and open only what is there."""
        if action in decision.ACTIONS:
            return decision.may(action, self._concern)
        if action in ("open_module", "edit"):
            return self._concern is not None and bool(self._concern.module)
        return super().check_action(action, parameters)

    def action_open_module(self) -> None:
        """Open the screen about the module."""
        if self._concern:
            self.post_message(ModuleOpened(self._concern.module))

    def action_edit(self) -> None:
        """Edit the module from its first line."""
        if self._concern:
            self.post_message(EditAsked(self._concern.module, 1))

    def action_acknowledge(self) -> None:
        """Say that it was seen, or take that back."""
        decision.acknowledge(self._concern, self)

    def action_silence(self) -> None:
        """Ask for how long, or end it."""
        if self.view:
            decision.silence(self._concern, self, now=self.view.reading.snapshot.taken_at)

    def _ask_for_texts(self, snapshot: Snapshot) -> None:
        framework, baseline = self._asked_about
        if snapshot.framework is framework and snapshot.baseline is baseline:
            return
        self._asked_about = (snapshot.framework, snapshot.baseline)
        if self._concern:
            self.post_message(TextsAsked(self, self._concern))

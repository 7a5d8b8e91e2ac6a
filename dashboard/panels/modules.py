"""The panel of all modules: which of them are shown, and in which order."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content

from dashboard.messages import EditAsked, ModuleOpened
from dashboard.panels.panel import waiting
from dashboard.piece import Line, muted
from dashboard.table.table_panel import TablePanel

if TYPE_CHECKING:
    from collectors.framework.module import Kind
    from dashboard.panels.module_rows import Row
    from dashboard.reading import Reading
    from dashboard.table.sheet import Sheet

_NEED_A_TABLE = ("edit", "kind_next")


class ModulesPanel(TablePanel["Row"]):
    """All modules, one to a row."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("e", "edit", "edit", tooltip="open the module in VISUAL or EDITOR"),
        Binding("k", "kind_next", "kind", tooltip="show only the next kind of module, then all"),
    ]
    TITLE = "Modules"
    LOOKS_FOR = "path, name, kind or flag"

    def __init__(self, number: int = 0) -> None:
        super().__init__(number)
        self._kind: Kind | None = None

    def sheet(self) -> Sheet[Row]:
        """What each module costs."""
        from dashboard.panels.module_cells import MODULES

        return MODULES

    def rows(self, reading: Reading) -> tuple[Row, ...]:
        """Every module."""
        from dashboard.panels.module_rows import rows

        return rows(reading)

    def open(self, row: Row) -> None:
        """Open the screen about the module."""
        self.post_message(ModuleOpened(row.module.path))

    def wanted(self) -> list[Row]:
        """The modules of the kind that is shown that pass the filter."""
        found = super().wanted()
        return [it for it in found if it.module.kind is self._kind] if self._kind else found

    @property
    def filtered(self) -> str:
        """The kind that is shown, and the words looked for."""
        kind = f"kind {self._kind}" if self._kind else ""
        return ", ".join(filter(None, (kind, self._text)))

    def draw(self, reading: Reading, width: int, height: int) -> Content:
        """Say why there is no table."""
        if reading.snapshot.framework.modules:
            return Content()
        return waiting("waiting for the first scan of the framework", width, height)

    def headline(self, reading: Reading) -> tuple[Line, ...]:
        """How many modules are wanted, in which order, and by which filter."""
        from dashboard.analysis.comparison.gains import gains

        every = len(reading.snapshot.framework.modules)
        return (*self.shown(every), (muted(f"Δ since {gains(reading.snapshot).since}"),))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Choose among modules only where there are some."""
        if action in _NEED_A_TABLE:
            return self._table is not None
        return super().check_action(action, parameters)

    def action_edit(self) -> None:
        """Edit the chosen module where something is odd about it, or from its first line."""
        row = self.chosen
        if row is not None:
            line = next((finding.line for finding in row.findings if finding.line), 1)
            self.post_message(EditAsked(row.module.path, line))

    def action_clear_filter(self) -> None:
        """Show modules of every kind again."""
        self._kind = None
        super().action_clear_filter()

    def action_kind_next(self) -> None:
        """Show only the next kind; after the last one, all."""
        from dashboard.panels.module_rows import kinds

        choices = (None, *kinds(self._rows))
        at = choices.index(self._kind) if self._kind in choices else -1
        self._kind = choices[(at + 1) % len(choices)]
        self._arrange()

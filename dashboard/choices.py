"""A list to choose from, whose chosen line is seen without colors too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.style import Style
from textual.widgets import OptionList

if TYPE_CHECKING:
    from textual.geometry import Size
    from textual.strip import Strip

_CHOSEN = "option-list--option-highlighted"
_REVERSED = Style(reverse=True)
_LEAST_CELLS = 4


class Choices(OptionList):
    """Textual's list, which leaves `reverse` out of the styles it draws with."""

    DEFAULT_CSS = """
    Choices:ansi:focus > .option-list--option-highlighted {
        text-style: reverse;
    }
    """

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Lines of all options; Textual can set none into a width of nothing."""
        return super().get_content_height(container, viewport, max(width, _LEAST_CELLS))

    def render_line(self, y: int) -> Strip:
        """Reverse the chosen lines where the style says so."""
        strip = super().render_line(y)
        is_reversed = self.get_component_styles(_CHOSEN).text_style.reverse
        if is_reversed and self._option_of(strip) == self.highlighted:
            return strip.apply_style(_REVERSED)
        return strip

    @staticmethod
    def _option_of(strip: Strip) -> object:
        """The number of the option that a line belongs to."""
        styles = (segment.style for segment in strip)
        return next((style.meta.get("option") for style in styles if style), None)

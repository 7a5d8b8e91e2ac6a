"""How any string from disk or wire becomes text that a terminal cannot be attacked with.

Nothing is dropped in silence: what a terminal would obey, hide or reorder is shown as an escape.
The one exception are variation selectors, over whose width terminals disagree.
"""

from __future__ import annotations

from rich.cells import cell_len, set_cell_size

from dashboard.hidden_character import is_hidden

_CHARACTERS_PER_CELL = 4
"""More combining marks than this on one cell are noise, or an attack."""


def safe_text(s: str, *, cells: int = 512) -> str:
    """Escape control, bidirectional and invisible characters; clip to a width in cells."""
    if s.isascii() and s.isprintable():
        return s if len(s) <= cells else _clip(s[: cells + 1], cells)
    shown = s[: _CHARACTERS_PER_CELL * cells + 1]
    escaped = "".join(map(_visible, shown))
    return escaped if len(shown) == len(s) and cell_len(escaped) <= cells else _clip(escaped, cells)


def _clip(s: str, cells: int) -> str:
    if cells <= 0:
        return ""
    if cell_len(s) < cells:
        return s + "…"
    return set_cell_size(s, cells - 1) + "…"


def _visible(character: str) -> str:
    if not is_hidden(character):
        return "" if "\ufe00" <= character <= "\ufe0f" else character
    code = ord(character)
    if code < 0x20:
        return chr(0x2400 + code)
    if code == 0x7F:
        return "␡"
    return _escape(code)


def _escape(code: int) -> str:
    if 0xDC80 <= code <= 0xDCFF:
        return f"\\x{code - 0xDC00:02x}"
    if code <= 0xFF:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"

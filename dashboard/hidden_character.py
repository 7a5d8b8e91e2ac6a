"""Which characters a terminal does not show as they are."""

from __future__ import annotations

from unicodedata import category

_BLANK = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u3164\uffa0")
"""What counts as printable and shows nothing: joiners, fillers and inherent vowels."""


def is_hidden(character: str) -> bool:
    """Whether a terminal obeys it, reorders text by it, or shows nothing for it."""
    if character.isprintable():
        return character in _BLANK or "\U000e0100" <= character <= "\U000e01ef"
    return category(character) != "Zs"

"""Where prices lie: those that came with perfdash, and those that the user took since."""

from __future__ import annotations

import os
from pathlib import Path

from collectors.errors import PricesError
from collectors.prices.document import Document, decoded, encoded
from collectors.prices.table import PriceTable
from collectors.user_folders import config_folder

SHIPPED = Path(__file__).with_name("claude.json")
_LARGEST = 1 << 20


def user_file() -> Path:
    """Where the prices that the user took lie, beside the user's own configuration."""
    return config_folder() / "prices.json"


def shipped() -> Document:
    """The prices that came with perfdash."""
    return decoded(SHIPPED.read_bytes())


def table() -> PriceTable:
    """The shipped prices, with the user's in place of theirs unless those are of an older release.

    A file that cannot be read is told of by the table's note.
    """
    known = shipped()
    shipped_table = PriceTable(known.prices)
    try:
        own = taken()
    except PricesError as error:
        return PriceTable(known.prices, note=str(error))
    if own is None or own.release < known.release:
        return shipped_table
    return shipped_table.overlaid(own.prices)


def taken() -> Document | None:
    """The prices that the user took; None when there are none.

    Raises PricesError when the file cannot be read.
    """
    path = user_file()
    try:
        with path.open("rb") as file:
            text = file.read(_LARGEST + 1)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise PricesError(f"{path}: cannot be read: {error.strerror}") from error
    if len(text) > _LARGEST:
        raise PricesError(f"{path}: larger than prices are; remove it")
    try:
        return decoded(text)
    except ValueError as error:
        raise PricesError(
            f"{path}: {error}; write it anew with `perfdash prices --update`, or remove it"
        ) from error


def keep(document: Document) -> Path:
    """Write prices as the user's own, all or none of them; raise PricesError where that fails."""
    path = user_file()
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        part.write_bytes(encoded(document))
        part.replace(path)
    except OSError as error:
        raise PricesError(
            f"cannot write {path}: {error.strerror}; set XDG_CONFIG_HOME to a folder of yours"
        ) from error
    return path

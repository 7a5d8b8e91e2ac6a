"""The one place that catches every exception: what goes wrong is told, and measuring goes on."""

from __future__ import annotations

from collections.abc import Callable

from collectors.errors import PerfdashError
from collectors.framework.grounds import printable

_LONGEST = 500
"""Characters of an error that are kept: some quote all they were given."""


def attempt(work: Callable[[], None]) -> Exception | None:
    """Do some work and hand over what it raised."""
    try:
        work()
    except Exception as error:  # noqa: BLE001 - a failing collector must not end the dashboard
        return error
    return None


def described(error: Exception) -> str:
    """Say an exception's message in text that can be stored; our own need no type beside it."""
    said = str(error) if isinstance(error, PerfdashError) else f"{type(error).__name__}: {error}"
    return printable(said[:_LONGEST])

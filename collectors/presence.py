"""Which sessions run now."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Living:
    """A session whose process runs."""

    session: str
    pid: int
    busy: bool
    """Whether it is at work, as it says itself; else it waits for the user."""


@dataclass(frozen=True, slots=True)
class Presence:
    """All sessions of this root that run now, most recently at work first.

    It takes the place of the one before it.
    """

    living: tuple[Living, ...] = ()
    noted: bool = True
    """False where Claude Code notes nowhere which sessions run, as older ones do not."""
    process_since: int = 0
    """When the process of Claude Code began that was found at work in the root instead; 0: none."""

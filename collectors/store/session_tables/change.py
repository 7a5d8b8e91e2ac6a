"""What one revision changes: whose rows came, whose went, and which sessions are copies."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True)
class Change:
    """Filled as records are written; the sessions' own rows are written last, from this."""

    revision: int
    named: set[str] = field(default_factory=set)
    """Sessions that any row names, whether it stays theirs or not."""
    grown: set[str] = field(default_factory=set)
    """Sessions of which a row came or changed."""
    shrunk: set[str] = field(default_factory=set)
    """Those that lost a row to another session."""
    copies: set[str] = field(default_factory=set)
    """Those in which a request was found that another session made."""

    @property
    def touched(self) -> set[str]:
        """All whose rows are not what they were."""
        return self.grown | self.shrunk

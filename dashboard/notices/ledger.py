"""What was told of alerts, and which groups are to be told now.

A group is told once when it begins, when it gets worse, when more joins it after a while, and again
while it lasts and nobody acknowledged it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from collectors.shown import ShownAlert
from dashboard.analysis.alerting.alert import Severity
from dashboard.analysis.alerting.group import Group

JOINING = 300_000
"""Milliseconds within which what joins a group that was told is not told by itself."""


@dataclass(frozen=True, slots=True)
class Told:
    """One alert, as it was last told."""

    key: str
    group: str
    at: int
    severity: Severity


@dataclass(frozen=True, slots=True)
class Ledger:
    """Alerts that were told and still fire."""

    told: tuple[Told, ...] = ()

    @classmethod
    def of(cls, log: Iterable[ShownAlert], *, now: int, repeat: int) -> Ledger:
        """What an earlier perfdash told, so that a restart tells nothing again before it is due."""
        return cls(tuple(_told(line, now, repeat) for line in log if not line.until))

    def due(self, groups: Iterable[Group], *, now: int, repeat: int) -> Iterator[Group]:
        """Yield the groups to tell now; `repeat` in milliseconds."""
        for group in groups:
            known = self._known(group)
            if not known or _is_due(group, known, now, repeat):
                yield group

    def over(self, firing: Collection[str]) -> Iterator[Told]:
        """Yield the worst alert of each group of which none fires any longer."""
        left = {it.group for it in self.told if it.key in firing}
        worst: dict[str, Told] = {}
        for it in sorted(self.told, key=lambda it: (-it.severity.rank, it.key)):
            if it.group not in left:
                worst.setdefault(it.group, it)
        yield from worst.values()

    def after(self, groups: Iterable[Group], firing: Collection[str], *, now: int) -> Ledger:
        """The ledger once these groups were told; what fires no longer is forgotten."""
        new = tuple(
            Told(alert.key, group.name, now, alert.severity)
            for group in groups
            for alert in group.alerts
        )
        again = {it.key for it in new}
        kept = (it for it in self.told if it.key in firing and it.key not in again)
        return Ledger((*kept, *new))

    def _known(self, group: Group) -> list[Told]:
        """What was told of a group.

        What was told of others is no reason to keep quiet about what is new in this one: a save
        that makes a total worse takes it along from the save before.
        """
        known = [it for it in self.told if it.key in group.keys or it.group == group.name]
        is_another = all(it.group != group.name for it in known)
        return [] if is_another and group.keys > {it.key for it in known} else known


def _told(line: ShownAlert, now: int, repeat: int) -> Told:
    """As it was told by a perfdash that repeated it punctually."""
    at = now - max(now - line.at, 0) % repeat
    return Told(line.key, line.group or line.key, at, Severity(line.severity))


def _is_due(group: Group, known: list[Told], now: int, repeat: int) -> bool:
    if group.severity.rank > max(it.severity.rank for it in known):
        return True
    joined = group.keys - {it.key for it in known}
    last = max(it.at for it in known)
    return now - last >= (min(JOINING, repeat) if joined else repeat)

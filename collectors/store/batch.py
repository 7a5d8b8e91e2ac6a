"""The records of one run, by kind."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from collectors.framework.module import Content, Footing, Framework
from collectors.model import Event, Record, Sample, Status, TokenCount


@dataclass(frozen=True, slots=True)
class Batch:
    """What one transaction writes."""

    samples: list[Sample] = field(default_factory=list)
    contents: list[Content] = field(default_factory=list)
    token_counts: list[TokenCount] = field(default_factory=list)
    frameworks: list[Framework] = field(default_factory=list)
    footings: list[Footing] = field(default_factory=list)
    statuses: list[Status] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    keepsakes: list[Record] = field(default_factory=list)
    """What is no measurement, but what one is held against or made of."""

    @classmethod
    def of(cls, records: Iterable[Record]) -> Batch:
        """Sort records by kind, each kind in the order it came."""
        batch = cls()
        for record in records:
            match record:
                case Sample():
                    batch.samples.append(record)
                case Content():
                    batch.contents.append(record)
                case TokenCount():
                    batch.token_counts.append(record)
                case Framework():
                    batch.frameworks.append(record)
                case Footing():
                    batch.footings.append(record)
                case Status():
                    batch.statuses.append(record)
                case Event():
                    batch.events.append(record)
                case _:
                    batch.keepsakes.append(record)
        return batch

    def without_files(self) -> Batch:
        """The same but for what session files told: places in them, and what was read up to there.

        Where nothing of the files was known before, that would leave out what comes before it.
        """
        from collectors.flat_record import Rows  # it is rarely asked, and long to import
        from collectors.session_progress import Transcript

        kept: list[Record] = [it for it in self.keepsakes if not isinstance(it, Rows | Transcript)]
        return replace(self, keepsakes=kept)

"""The records of one run, by kind."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from collectors.baseline import Baseline, Blob, Comparison
from collectors.decision import Acknowledgement, Decision, Silence
from collectors.framework.module import Content, Footing, Framework
from collectors.model import Event, Record, Sample, Status, TokenCount
from collectors.session import (
    Backlog,
    Compaction,
    Presence,
    Rating,
    Request,
    Retry,
    Scope,
    Session,
    SessionRecord,
    Telemetry,
    ToolCall,
    Transcript,
    Turn,
)
from collectors.shown import ShownAlert


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
    pins: list[Baseline | Blob] = field(default_factory=list)
    comparisons: list[Comparison] = field(default_factory=list)
    decisions: list[Decision] = field(default_factory=list)
    shown: list[ShownAlert] = field(default_factory=list)
    sessions: list[SessionRecord] = field(default_factory=list)

    @classmethod
    def of(cls, records: Iterable[Record]) -> Batch:
        """Sort records by kind, each kind in the order it came."""
        batch = cls()
        for record in records:
            match record:
                case (
                    Request()
                    | ToolCall()
                    | Turn()
                    | Compaction()
                    | Retry()
                    | Session()
                    | Transcript()
                    | Telemetry()
                    | Rating()
                    | Backlog()
                    | Presence()
                    | Scope()
                ):
                    batch.sessions.append(record)
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
                    batch.keep(record)
        return batch

    def keep(self, record: Baseline | Blob | Comparison | Decision | ShownAlert) -> None:
        """Take a record that is no measurement, but what one is held against or made of."""
        match record:
            case Baseline() | Blob():
                self.pins.append(record)
            case Comparison():
                self.comparisons.append(record)
            case Acknowledgement() | Silence():
                self.decisions.append(record)
            case ShownAlert():
                self.shown.append(record)

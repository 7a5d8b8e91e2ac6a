"""What is asked of whoever reads and records, and who answers it."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from dashboard.feed import Feed
from dashboard.messages import BaselineAsked, DecisionTaken, DetailAsked, TextsAsked

if TYPE_CHECKING:
    from textual.message import Message

    from dashboard.reading import Reading

Question: TypeAlias = BaselineAsked | DecisionTaken | DetailAsked | TextsAsked


def answer(asked: Question, feed: Feed, reading: Reading, *, at: int) -> Message:
    """What came of it, with what is on the screen and the moment it was asked at; slow."""
    match asked:
        case DetailAsked(session=session):
            return feed.detail(session)
        case TextsAsked(concern=concern):
            return feed.texts(concern, reading)
        case BaselineAsked():
            return feed.pin_baseline()
        case DecisionTaken():
            from dashboard.decisions import decided

            silences = reading.snapshot.silences
            return feed.decide_all(decided(asked, at=at, silences=silences))

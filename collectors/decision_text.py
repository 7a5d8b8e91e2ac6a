"""How a decision is written down for another perfdash, and read again."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import asdict

from collectors.decision import Acknowledgement, Matching, Silence, Word
from collectors.errors import DecisionError
from collectors.session import Rating, Scope

_KIND = "decision"
_BEGINNING = f'{{"{_KIND}": '.encode()
_LONGEST_HOURS = 24 * 366
_LONGEST_TEXT = 500
_ID = re.compile("[0-9a-f]{16}")
_MOST_STARS = 5


def written(decision: Word) -> bytes:
    """A decision as JSON, told from other requests by its first key.

    Raises `DecisionError` for a silence without end, or of everything, and for other than 1 to 5
    stars.
    """
    if isinstance(decision, Silence):
        _check(decision)
    if isinstance(decision, Rating):
        _check_stars(decision.stars)
    return json.dumps({_KIND: type(decision).__name__.lower(), **asdict(decision)}).encode()


def is_decision(text: bytes) -> bool:
    """Whether a text was written so, be it understood or not."""
    return text.startswith(_BEGINNING)


def decision_of(text: bytes) -> Word | None:
    """The decision that was written, None when it is something else.

    Raises `DecisionError` when it is a decision that cannot be taken.
    """
    if not is_decision(text):
        return None
    try:
        fields = json.loads(text)
        return _READ[fields[_KIND]](fields)
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise DecisionError(
            f"a decision that cannot be understood was refused: {error}."
        ) from error


def _acknowledgement(fields: Mapping[str, object]) -> Acknowledgement:
    return Acknowledgement(_text(fields, "key"), _moment(fields, "at"), _text(fields, "severity"))


def _silence(fields: Mapping[str, object]) -> Silence:
    silence = Silence(
        _text(fields, "name"),
        _moment(fields, "at"),
        _moment(fields, "until"),
        _text(fields, "author"),
        _text(fields, "reason"),
        _matching(fields["matching"]),
    )
    _check(silence)
    return silence


def _rating(fields: Mapping[str, object]) -> Rating:
    session, stars = _text(fields, "session"), fields["stars"]
    if not _ID.fullmatch(session):
        raise ValueError("session is no id")
    if not isinstance(stars, int):
        raise TypeError("stars are no number")
    _check_stars(stars)
    return Rating(session, _moment(fields, "at"), stars)


def _scope(fields: Mapping[str, object]) -> Scope:
    return Scope(fields["all_roots"] is True)


def _check_stars(stars: int) -> None:
    if not 1 <= stars <= _MOST_STARS:
        raise DecisionError(f"a session is rated by 1 to {_MOST_STARS} stars, not {stars}")


def _check(silence: Silence) -> None:
    hours = (silence.until - silence.at) / 3_600_000
    if hours > _LONGEST_HOURS:
        raise DecisionError("a silence ends within a year: say for how many hours")
    if silence.matching.is_any:
        raise DecisionError("a silence is about a metric, a module or a severity: name one")


def _matching(fields: object) -> Matching:
    if not isinstance(fields, dict):
        raise TypeError("matching is no table")
    return Matching(_text(fields, "metric"), _labels(fields["labels"]), _text(fields, "severity"))


def _text(fields: Mapping[str, object], name: str) -> str:
    value = fields[name]
    if not isinstance(value, str) or len(value) > _LONGEST_TEXT:
        raise ValueError(f"{name} is no text of at most {_LONGEST_TEXT} characters")
    return value


def _moment(fields: Mapping[str, object], name: str) -> int:
    value = fields[name]
    if not isinstance(value, int) or not 0 <= value < 1 << 53:
        raise ValueError(f"{name} is no moment")
    return value


def _labels(value: object) -> tuple[tuple[str, str], ...]:
    if not isinstance(value, list):
        raise TypeError("labels are no list")
    return tuple((str(name), str(text)) for name, text in value)


_READ: Mapping[str, Callable[[Mapping[str, object]], Word]] = {
    "acknowledgement": _acknowledgement,
    "rating": _rating,
    "scope": _scope,
    "silence": _silence,
}

"""What a user asks of whoever records: values that can be written down and read again."""

from __future__ import annotations

import json
import re
from dataclasses import asdict, dataclass
from enum import StrEnum

from collectors.baseline import DEFAULT_NAME
from collectors.errors import BaselineError

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")


class Action(StrEnum):
    """What is to be done with a baseline."""

    PIN = "pin"
    """Make it of what lies on disk now, or of a revision."""
    ACCEPT = "accept"
    """Record the token figures of now as its own."""
    DROP = "drop"


@dataclass(frozen=True, slots=True)
class Request:
    """One thing to be done once.

    Raises `BaselineError` for a name that could be taken for a path, an option or a revision.
    """

    action: Action
    name: str = DEFAULT_NAME
    """The baseline's."""
    revision: str = ""
    """What to pin, as the user named it; empty for what lies on disk."""
    keys: tuple[str, ...] = ()
    """Figures to accept; empty for all that differ."""

    def __post_init__(self) -> None:
        if not _NAME.fullmatch(self.name):
            raise BaselineError(
                f"{self.name[:80]!r} cannot name a baseline: use up to 64 letters, digits, dots,"
                " dashes and underscores, beginning with a letter or digit."
            )


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of a request, in words."""

    said: str
    failed: bool = False


def written(value: Request | Answer) -> bytes:
    """A request or an answer as JSON."""
    return json.dumps(asdict(value)).encode()


def request_of(text: bytes) -> Request:
    """The request that was written; raise `BaselineError` when it is none."""
    try:
        fields = json.loads(text)
        return Request(
            Action(fields["action"]),
            str(fields["name"]),
            str(fields["revision"]),
            tuple(map(str, fields["keys"])),
        )
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise BaselineError(f"a request that cannot be understood was refused: {error}.") from error


def answer_of(text: bytes) -> Answer:
    """The answer that was written; a failure when it is none."""
    try:
        fields = json.loads(text)
        return Answer(str(fields["said"]), failed=bool(fields["failed"]))
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        return Answer(f"the answer cannot be understood: {error}", failed=True)

"""How a slash command, and what runs without the model, stand in a transcript."""

from __future__ import annotations

import re

from collectors.sessions.names import called

_TAG = re.compile(r"\s*<(command-(?:name|message|args))>(.*?)</\1>", re.DOTALL)
_LOCAL = (
    "<local-command-stdout>",
    "<local-command-stderr>",
    "<local-command-caveat>",
    "<bash-input>",
    "<bash-stdout>",
    "<bash-stderr>",
)
_INTERRUPTED = "[Request interrupted by user"
_LONGEST_MARK = 80


def command(body: str) -> str:
    """The command that a prompt is, with its slash; empty when it is more than its markup."""
    name, end = "", 0
    while tag := _TAG.match(body, end):
        if tag[1] == "command-name":
            name = tag[2].strip()
        end = tag.end()
    if not name or body[end:].strip():
        return ""
    kept = called(name.removeprefix("/"))
    return f"/{kept}" if kept else ""


def is_local(body: str) -> bool:
    """Whether it was written by what runs without the model."""
    return body.startswith("<") and body.startswith(_LOCAL)


def is_interruption(body: str) -> bool:
    """Whether the user stopped what was under way."""
    return (
        body.startswith(_INTERRUPTED) and body.rstrip().endswith("]") and len(body) <= _LONGEST_MARK
    )


def is_notification(body: str) -> bool:
    """Whether a background task, not the user, says something."""
    return body.startswith("<task-notification>")

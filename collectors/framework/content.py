"""What one text says, wherever it lies: a pure function of its bytes and the encoding."""

from __future__ import annotations

import io
import re

from collectors.framework import front_matter, references
from collectors.framework.markdown import without_comments
from collectors.framework.module import Content, Finding
from collectors.tokens import Tokenizer
from collectors.tokens import digest as digest_of

_LONGEST_SUMMARY = 100
_HEADING = re.compile(r"#+[ \t]+")


def understand(
    data: bytes, *, tokenizer: Tokenizer, digest: str = "", markdown: bool = True
) -> Content:
    """Measure and read the bytes of a file; what is not Markdown is only measured."""
    text, problems = _decoded(data)
    tokens = tokenizer.count(text)
    start = front_matter.end(text) if markdown else 0
    body = text[start:]
    loaded = without_comments(body) if markdown else body
    apart = tokens if loaded == body else tokenizer.count(text[:start] + loaded)
    head, doubts = front_matter.parse(text if markdown else "")
    return Content(
        digest=digest or digest_of(data),
        bytes=len(data),
        tokens=tokens,
        injected_tokens=_body_tokens(text[:start], loaded, apart, tokenizer),
        front_matter=head,
        summary=_first_line(body) if markdown else "",
        mentions=references.find(text) if markdown else (),
        problems=problems + doubts,
    )


def _decoded(data: bytes) -> tuple[str, tuple[Finding, ...]]:
    """Decode UTF-8 without its byte order mark, replacing what is none."""
    try:
        return data.decode("utf-8-sig"), ()
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        detail = f"{error.reason} 0x{error.object[error.start]:02x}: read as U+FFFD"
        return data.decode("utf-8-sig", "replace"), (Finding("not-utf8", "", line, detail),)


def _body_tokens(head: str, body: str, together: int, tokenizer: Tokenizer) -> int:
    """How many tokens a body has without its head, exactly, though mostly only that is counted.

    No token reaches from one line that is not blank into the next.
    """
    if head and not head.endswith("\n"):
        return tokenizer.count(body)
    blank = body[: len(body) - len(body.lstrip())].rpartition("\n")
    between = blank[0] + blank[1]
    return together - (tokenizer.count(head + between) - tokenizer.count(between) if head else 0)


def _first_line(body: str) -> str:
    """What Claude Code tells of a file that does not describe itself."""
    line = next(filter(None, map(str.strip, io.StringIO(body))), "")
    said = _HEADING.sub("", line, count=1) if line.startswith("#") else line
    return said if len(said) <= _LONGEST_SUMMARY else f"{said[: _LONGEST_SUMMARY - 3]}..."

"""What one text says, wherever it lies: a pure function of its bytes and the encoding."""

from __future__ import annotations

import io
from itertools import dropwhile, takewhile

from collectors.framework import front_matter, references
from collectors.framework.markdown import without_comments
from collectors.framework.module import Content, Finding
from collectors.tokens import Tokenizer
from collectors.tokens import digest as digest_of

CONTENT_VERSION = 2
"""Raised whenever equal bytes come to say something else: what was remembered is then forgotten."""

_LONGEST_SUMMARY = 1_536


def understand(
    data: bytes, *, tokenizer: Tokenizer, digest: str = "", markdown: bool = True
) -> Content:
    """Measure and read the bytes of a file; what is not Markdown is only measured."""
    text, problems = _decoded(data)
    tokens = tokenizer.count(text)
    start = front_matter.end(text) if markdown else 0
    body = text[start:]
    loaded = without_comments(body) if markdown else body
    head, doubts = front_matter.parse(text if markdown else "")
    return Content(
        digest=digest or digest_of(data),
        bytes=len(data),
        tokens=tokens,
        injected_tokens=tokens if loaded == body else tokenizer.count(text[:start] + loaded),
        front_matter=head,
        summary=_first_paragraph(loaded) if markdown else "",
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


def _first_paragraph(body: str) -> str:
    lines = dropwhile(lambda line: not _is_prose(line), io.StringIO(body))
    paragraph = (line.strip() for line in takewhile(_is_prose, lines))
    return " ".join(paragraph)[:_LONGEST_SUMMARY]


def _is_prose(line: str) -> bool:
    """Whether a line is no heading, no rule and not blank."""
    return not line.startswith("#") and any(map(str.isalnum, line))

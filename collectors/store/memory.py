"""Contents and token counts: what need not be computed twice."""

from __future__ import annotations

from collections.abc import Iterable

import orjson

from collectors.framework.module import Content, Finding, FrontMatter
from collectors.framework.reference import Mention, Syntax
from collectors.framework.versions import CONTENT_VERSION
from collectors.model import TokenCount
from collectors.store.connection import Database
from collectors.store.encoding import Json, encode, plain
from collectors.store.marks import CONTENTS, mark, set_mark

_SYNTAXES = {syntax.value: syntax for syntax in Syntax}
_NO_FRONT_MATTER = FrontMatter()


def add_contents(db: Database, contents: Iterable[Content]) -> None:
    """Remember contents by their digest; the newest of equal digests stays."""
    db.executemany(
        "INSERT INTO content (digest, bytes, tokens, injected_tokens, text) VALUES (?,?,?,?,?)"
        " ON CONFLICT (digest) DO UPDATE SET bytes = excluded.bytes, tokens = excluded.tokens,"
        " injected_tokens = excluded.injected_tokens, text = excluded.text",
        (
            (plain(c.digest), c.bytes, c.tokens, c.injected_tokens, _encoded_text(c))
            for c in contents
        ),
    )


def contents(db: Database) -> dict[str, Content]:
    """Every content by its digest; none when another version of the parser made them."""
    if mark(db, CONTENTS) != CONTENT_VERSION:
        return {}
    rows = db.execute("SELECT digest, bytes, tokens, injected_tokens, text FROM content").fetchall()
    return {row[0]: _content(*row) for row in rows}


def renew_contents(db: Database) -> None:
    """Forget all contents when another version of the parser made them."""
    if mark(db, CONTENTS) != CONTENT_VERSION:
        db.execute("DELETE FROM content")
        set_mark(db, CONTENTS, CONTENT_VERSION)


def add_token_counts(db: Database, counts: Iterable[TokenCount]) -> None:
    """Remember token counts by the digest of their text."""
    db.executemany(
        "INSERT INTO token_count (digest, tokens) VALUES (?, ?)"
        " ON CONFLICT (digest) DO UPDATE SET tokens = excluded.tokens",
        ((plain(count.digest), count.tokens) for count in counts),
    )


def token_counts(db: Database) -> dict[str, int]:
    """Every token count by digest."""
    return dict(db.execute("SELECT digest, tokens FROM token_count").fetchall())


def _encoded_text(content: Content) -> str:
    front = content.front_matter
    return encode(
        [
            content.summary,
            None if front == _NO_FRONT_MATTER else _front_fields(front),
            [(m.target, m.syntax, m.line, m.occurrences, m.in_html) for m in content.mentions],
            [(p.kind, p.path, p.line, p.detail) for p in content.problems],
        ]
    )


def _front_fields(front: FrontMatter) -> tuple[Json, ...]:
    return (
        front.name,
        front.description,
        front.when_to_use,
        front.argument_hint,
        front.paths,
        front.skills,
        front.tools,
        front.refused_tools,
        front.model_invocable,
        front.lines,
    )


def _content(digest: str, size: int, tokens: int, injected_tokens: int, text: str) -> Content:
    summary, front, mentions, problems = orjson.loads(text)
    return Content(
        digest,
        size,
        tokens,
        injected_tokens,
        _front_matter(front) if front else _NO_FRONT_MATTER,
        summary,
        tuple(
            Mention(target, _SYNTAXES[syntax], line, occurrences, in_html)
            for target, syntax, line, occurrences, in_html in mentions
        ),
        tuple(Finding(*fields) for fields in problems),
    )


def _front_matter(
    fields: tuple[str, str, str, str, list[str], list[str], list[str], list[str], bool, int],
) -> FrontMatter:
    name, description, when_to_use, hint, paths, skills, tools, refused, invocable, lines = fields
    return FrontMatter(
        name,
        description,
        when_to_use,
        hint,
        tuple(paths),
        tuple(skills),
        tuple(tools),
        tuple(refused),
        invocable,
        lines,
    )

"""What a file says of itself between two `---` at its head."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from collectors.framework.key_values import (
    Value,
    from_simple,
    items,
    text_after_list,
    with_quotes,
)
from collectors.framework.module import Finding, FrontMatter

_LONGEST = 64 * 1024
_LONGEST_SHOWN = 60
_FENCED = re.compile(r"\ufeff?---(?P<source>[^\S\n]*+\n.*?)---\s*+", re.DOTALL)
"""Closed by the first three dashes that follow, wherever in a line, as Claude Code has it."""
_UNCLOSED = re.compile(r"\ufeff?---[ \t]*\r?\n[A-Za-z][\w-]*:[ \t]")
_TRUE = frozenset({"1", "on", "true", "yes"})
_ALL_PATHS = frozenset({"**", "**/**", "/**"})


def end(text: str) -> int:
    """Where the body of a file starts, in characters: 0 when it has no front matter."""
    fenced = _FENCED.match(text, 0, _LONGEST)
    return fenced.end() if fenced else 0


def parse(text: str) -> tuple[FrontMatter, tuple[Finding, ...]]:
    """Read the front matter of a file's text, as Claude Code does where it is not valid YAML."""
    fenced = _FENCED.match(text, 0, _LONGEST)
    if not fenced:
        return FrontMatter(), _unclosed(text)
    values, findings = _read(fenced["source"])
    lines = fenced["source"].count("\n") + 1
    return _front_matter(values, lines), (*_closed_early(text, fenced, lines), *findings)


def _closed_early(text: str, fenced: re.Match[str], lines: int) -> Iterator[Finding]:
    """Whether three dashes in a value close what was to be closed on a line of its own."""
    end = fenced.end("source")
    if fenced["source"].rstrip(" \t").endswith("\n") and not text.startswith("-", end + 3):
        return
    line = text[text.rfind("\n", 0, end) + 1 :].partition("\n")[0].strip()
    detail = f"closed by the dashes in {line[:_LONGEST_SHOWN]!r}: what follows them is body"
    yield Finding("front-matter", "", lines, detail)


def _unclosed(text: str) -> tuple[Finding, ...]:
    if not _UNCLOSED.match(text):
        return ()
    detail = "opened by --- but not closed by --- within 64 KiB: not read"
    return (Finding("front-matter", "", 1, detail),)


def _read(source: str) -> tuple[Mapping[str, Value], tuple[Finding, ...]]:
    """Read the lines from the opening fence's end on, so that YAML's lines are the file's."""
    simple = from_simple(source)
    if simple is not None:
        return simple, ()
    if line := text_after_list(source):
        return _read_quoted(source, "text follows a list in brackets", line)
    from collectors.framework import yaml_values

    try:
        return yaml_values.from_yaml(source), ()
    except yaml_values.NOT_READ as error:
        return _read_quoted(source, *yaml_values.reason(error))


def _read_quoted(
    source: str, reason: str, line: int
) -> tuple[Mapping[str, Value], tuple[Finding, ...]]:
    """Try once more, with quotes: when that is no YAML either, nothing is read at all."""
    quoted = with_quotes(source)
    values = from_simple(quoted)
    if values is not None:
        return values, (_not_yaml("read as if values were in quotes", reason, line),)
    from collectors.framework import yaml_values

    try:
        values = yaml_values.from_yaml(quoted)
    except yaml_values.NOT_READ as error:
        return {}, (_not_yaml("not read at all", *yaml_values.reason(error)),)
    return values, (_not_yaml("read as if values were in quotes", reason, line),)


def _not_yaml(how: str, reason: str, line: int) -> Finding:
    return Finding(
        "front-matter", "", line, f"is no YAML: {reason}; {how}; quoting the value may help"
    )


def _front_matter(values: Mapping[str, Value], lines: int) -> FrontMatter:
    hint, description = values.get("argument-hint", ""), values.get("description", "")
    return FrontMatter(
        name=_text(values.get("name", "")),
        description=description.strip() if isinstance(description, str) else "",
        when_to_use=_text(values.get("when_to_use", "")),
        argument_hint=hint if isinstance(hint, str) else f"[{_text(hint)}]",
        paths=_paths(items(values.get("paths", ""))),
        skills=items(values.get("skills", "")),
        tools=items(values.get("tools", "")),
        refused_tools=items(values.get("disallowedTools", "")),
        model_invocable=_text(values.get("disable-model-invocation", "")).lower() not in _TRUE,
        lines=lines,
    )


def _paths(globs: tuple[str, ...]) -> tuple[str, ...]:
    """Leave out globs that scope nothing, as Claude Code does when there is no other."""
    return () if _ALL_PATHS.issuperset(globs) else globs


def _text(value: Value) -> str:
    return (value if isinstance(value, str) else ", ".join(value)).strip()

"""What the files of a framework say, read only when that is not known."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from operator import attrgetter
from typing import NamedTuple

from collectors.framework.content import understand
from collectors.framework.module import Content, Finding, Module, Stamp
from collectors.framework.regular_file import FileRead, read
from collectors.framework.walk import Found
from collectors.tokens import Tokenizer, digest

_CONTENT, _DIGEST = attrgetter("content"), attrgetter("digest")


class Text(NamedTuple):
    """A file that was read."""

    stamp: Stamp
    content: Content


class Refusal(NamedTuple):
    """A file that was not read."""

    stamp: Stamp
    finding: Finding


class Shelf:
    """The contents of one framework's files."""

    def __init__(
        self, modules: Iterable[Module], contents: Mapping[str, Content], tokenizer: Tokenizer
    ) -> None:
        self.texts: dict[str, Text] = {}
        """By path."""
        self.refusals: dict[str, Refusal] = {}
        """By path, the files that are no text."""
        self.contents = dict(contents)
        """By digest: all that the texts say, and before `keep` perhaps more."""
        self._remembered = {module.path: module for module in modules}
        self._tokenizer = tokenizer

    def consult(self, found: Found, *, again: bool) -> Content | None:
        """Know what a file says, and return that if it is new; `again` distrusts its stamp."""
        path = found.path
        known = self.texts.get(path) or self.refusals.get(path) or self._recall(path)
        if known and known.stamp == found.stamp and not again:
            return None
        self.texts.pop(path, None)
        self.refusals.pop(path, None)
        result = read(found.file, path)
        if isinstance(result, Finding):
            self.refusals[path] = Refusal(found.stamp, result)
            return None
        return self._understand(path, result)

    def keep(self, files: Mapping[str, Found]) -> None:
        """Forget all but these files, and what earlier runs remembered beyond them."""
        for gone in (self.texts.keys() | self.refusals.keys()) - files.keys():
            self.texts.pop(gone, None)
            self.refusals.pop(gone, None)
        contents = [*map(_CONTENT, self.texts.values())]
        self.contents = dict(zip(map(_DIGEST, contents), contents, strict=True))
        self._remembered = {}

    def _recall(self, path: str) -> Text | None:
        module = self._remembered.get(path)
        content = self.contents.get(module.digest) if module else None
        if module is None or content is None:
            return None
        text = self.texts[path] = Text(module.stamp, content)
        return text

    def _understand(self, path: str, result: FileRead) -> Content | None:
        key = digest(result.content)
        known = self.contents.get(key)
        if known is None:
            self.contents[key] = understand(
                result.content, tokenizer=self._tokenizer, digest=key, markdown=path.endswith(".md")
            )
        self.texts[path] = Text(result.stamp, self.contents[key])
        return None if known else self.contents[key]

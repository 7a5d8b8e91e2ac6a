"""What the files of a framework say, read only when that is not known."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from collectors.framework.content import understand
from collectors.framework.regular_file import read
from collectors.framework.walk import Found
from collectors.model import Content, Finding, Module, Stamp
from collectors.tokens import Tokenizer, digest


@dataclass(frozen=True, slots=True)
class Volume:
    """One file as last read: what it says, or why that is not known."""

    stamp: Stamp
    content: Content | None
    finding: Finding | None = None


class Shelf:
    """The contents of one framework's files."""

    def __init__(
        self, modules: Iterable[Module], contents: Mapping[str, Content], tokenizer: Tokenizer
    ) -> None:
        self.contents = contents
        """By digest: all that the files say, and before `keep` perhaps more."""
        self._remembered = {module.path: module for module in modules}
        self._tokenizer = tokenizer
        self._volumes: dict[str, Volume] = {}
        self._fresh: dict[str, Content] = {}

    def consult(self, found: Found, *, again: bool = False) -> Content | None:
        """Know what a file says, and return that if it is new; `again` distrusts its stamp."""
        volume = self._volumes.get(found.path) or self._recalled(found.path)
        if volume and volume.stamp == found.stamp and not again:
            self._volumes[found.path] = volume
            return None
        volume, fresh = self._read(found)
        self._volumes[found.path] = volume
        return fresh

    def volume(self, path: str) -> Volume:
        """One file, after it was consulted."""
        return self._volumes[path]

    def keep(self, paths: Iterable[str]) -> None:
        """Forget all but these paths, and what earlier runs remembered beyond them."""
        self._volumes = {path: self._volumes[path] for path in paths}
        contents = (volume.content for volume in self._volumes.values())
        self.contents = {content.digest: content for content in contents if content}
        self._remembered, self._fresh = {}, {}

    def _recalled(self, path: str) -> Volume | None:
        module = self._remembered.get(path)
        content = self.contents.get(module.digest) if module else None
        return Volume(module.stamp, content) if module and content else None

    def _read(self, found: Found) -> tuple[Volume, Content | None]:
        result = read(found.file, found.path)
        if isinstance(result, Finding):
            return Volume(found.stamp, None, result), None
        key = digest(result.content)
        known = self.contents.get(key) or self._fresh.get(key)
        if known:
            return Volume(result.stamp, known), None
        markdown = found.path.endswith(".md")
        fresh = understand(result.content, tokenizer=self._tokenizer, digest=key, markdown=markdown)
        self._fresh[key] = fresh
        return Volume(result.stamp, fresh), fresh

"""Where the files of a framework lead, looked up again at the cost of what changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from collectors.framework.layout import Role
from collectors.framework.links import Links, Part, find_expanded, look_up
from collectors.framework.resolver import Resolver
from collectors.framework.shelf import Text
from collectors.identity import changed_places


class Signposts:
    """The links of a settled set of files: what their names mean holds until one comes or goes."""

    def __init__(self, paths: Sequence[str], roles: Sequence[Role], resolver: Resolver) -> None:
        """Take the files, and what each of them is."""
        self._paths = paths
        self._roles = roles
        self._resolver = resolver
        self._texts: Sequence[Text | None] = [None] * len(paths)
        self._links: dict[str, Links] = {}
        self._importing: dict[str, Part] = {}
        self._expanded: frozenset[str] = frozenset()

    def links(self, texts: Mapping[str, Text]) -> list[Links]:
        """Those of the files as they are now, in order; the same objects where nothing changed."""
        now = [*map(texts.__getitem__, self._paths)]
        changed = [self._part(place, now[place]) for place in changed_places(self._texts, now)]
        for part in (*changed, *self._turned(changed)):
            expanded = part.path in self._expanded
            self._links[part.path] = look_up(part, self._resolver, expanded=expanded)
        self._texts = now
        return [*self._links.values()]

    def _part(self, place: int, text: Text) -> Part:
        role = self._roles[place]
        name = role.name(text.content.front_matter)
        return Part(self._paths[place], role.kind, name, text.content, text.stamp)

    def _turned(self, changed: Iterable[Part]) -> list[Part]:
        """Other parts whose imports are expanded because of these, or no longer are."""
        otherwise = [self._imports_otherwise(part) for part in changed]
        if not any(otherwise):
            return []
        before = self._expanded
        self._expanded = find_expanded([*self._importing.values()], self._resolver)
        paths = (before ^ self._expanded) - {part.path for part in changed}
        return [self._links[path].part for path in paths]

    def _imports_otherwise(self, part: Part) -> bool:
        """Take notice of what a part imports; whether that is not what it was."""
        known = self._importing.pop(part.path, None)
        if part.imports:
            self._importing[part.path] = part
        return part.imports != (known.imports if known else [])

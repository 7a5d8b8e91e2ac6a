"""Where plugin and marketplace manifests put the parts of a plugin."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator
from typing import NamedTuple

import orjson

from collectors.framework.grounds import is_below
from collectors.framework.module import Finding
from collectors.framework.selection import MANIFEST_FILES, PLUGIN_FOLDER, joined

_PARTS = ("agents", "commands", "outputStyles", "skills")


class Manifest(NamedTuple):
    """A `plugin.json` or `marketplace.json`, unread."""

    path: str
    content: bytes


class Plugin(NamedTuple):
    """A plugin, with its parts as folders or files relative to the framework's root."""

    folder: str
    name: str
    commands: tuple[str, ...]
    agents: tuple[str, ...]
    skills: tuple[str, ...]
    output_styles: tuple[str, ...]


class Plugins(NamedTuple):
    """What all manifests say together."""

    plugins: tuple[Plugin, ...] = ()
    """One for each folder, sorted."""
    findings: tuple[Finding, ...] = ()


def read_plugins(manifests: Iterable[Manifest]) -> Plugins:
    """Understand manifests; a plugin's own manifest counts more than its marketplace's entry."""
    findings: list[Finding] = []
    entries: dict[str, dict[str, object]] = {}
    # "marketplace.json" sorts before "plugin.json": what comes later is merged over it.
    for manifest in sorted(manifests, key=lambda each: posixpath.basename(each.path)):
        fields = _parsed(manifest, findings)
        home = posixpath.dirname(posixpath.dirname(manifest.path))
        if posixpath.basename(manifest.path) == "marketplace.json":
            found: Iterable[tuple[str, dict[str, object]]] = _entries(home, fields)
        else:
            found = [(home, fields)]
            findings.extend(_refused(manifest.path, fields))
        for folder, entry in found:
            entries[folder] = {**entries.get(folder, {}), **entry}
    plugins = tuple(_plugin(folder, entry) for folder, entry in sorted(entries.items()))
    return Plugins(plugins, tuple(findings))


def is_manifest(path: str) -> bool:
    """Whether a path is that of a plugin or marketplace manifest."""
    folder, _, name = path.rpartition("/")
    return name in MANIFEST_FILES and folder.rpartition("/")[2] == PLUGIN_FOLDER


def _parsed(manifest: Manifest, findings: list[Finding]) -> dict[str, object]:
    try:
        fields: object = orjson.loads(manifest.content)
    except orjson.JSONDecodeError as error:
        findings.append(
            Finding("not-json", manifest.path, error.lineno, f"is no JSON: {error.msg}")
        )
        return {}
    return _fields(fields)


def _refused(path: str, fields: dict[str, object]) -> Iterator[Finding]:
    """Why Claude Code does not load a plugin at all, by the first reason found."""
    for reason in _faults(fields) if fields else ():
        yield Finding("not-loaded", path, 0, f"keeps Claude Code from loading the plugin: {reason}")
        return


def _faults(fields: dict[str, object]) -> Iterator[str]:
    """What Claude Code 2.1.329 was seen to refuse."""
    name = _text(fields.get("name"))
    if not name or " " in name:
        yield "its name has spaces" if name else "it has no name"
    for part in _PARTS:
        for place in _paths(fields.get(part)):
            if not place.startswith("./"):
                yield f"{part} must start with ./, and {place} does not"
            elif part == "agents" and not place.endswith(".md"):
                yield f"agents must be .md files, and {place} is none"


def _entries(home: str, fields: dict[str, object]) -> Iterator[tuple[str, dict[str, object]]]:
    """The plugins of a marketplace that lie in this tree."""
    base = joined(home, _text(_fields(fields.get("metadata")).get("pluginRoot")) or ".")
    for entry in _items(fields.get("plugins")):
        plugin = _fields(entry)
        source = plugin.get("source")
        if isinstance(source, str) and (folder := _within("", joined(base, source))) is not None:
            yield folder, plugin


def _plugin(folder: str, fields: dict[str, object]) -> Plugin:
    name = _text(fields.get("name")) or posixpath.basename(folder)
    return Plugin(
        folder,
        name,
        commands=_parts(folder, fields.get("commands"), "commands"),
        agents=_parts(folder, fields.get("agents"), "agents"),
        skills=tuple(
            dict.fromkeys(
                (*_parts(folder, fields.get("skills"), "skills"), joined(folder, "skills"))
            )
        ),
        output_styles=_parts(folder, fields.get("outputStyles"), "output-styles"),
    )


def _parts(folder: str, declared: object, default: str) -> tuple[str, ...]:
    """The declared paths that stay in the plugin; the default folder when none is declared."""
    if not declared:
        return (joined(folder, default),)
    places = (_within(folder, path) for path in _paths(declared))
    return tuple(place for place in places if place is not None)


def _paths(declared: object) -> Iterator[str]:
    if isinstance(declared, str):
        yield declared
    for item in _items(declared):
        if isinstance(item, str):
            yield item
    for entry in _fields(declared).values():
        if source := _text(_fields(entry).get("source")):
            yield source


def _within(folder: str, path: str) -> str | None:
    """A path below a folder, normalised; None when it leads elsewhere."""
    normal = posixpath.normpath(joined(folder, path))
    if folder:
        return normal if is_below(normal, folder) else None
    if normal == ".." or normal.startswith(("../", "/")):
        return None
    return "" if normal == "." else normal


def _fields(value: object) -> dict[str, object]:
    return value if isinstance(value, dict) else {}


def _items(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""

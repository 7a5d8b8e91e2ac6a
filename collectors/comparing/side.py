"""One of two contents of a module that are timed side by side: all that a load of it reads."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from collectors.comparing.closures import Closures
from collectors.errors import LoadError
from collectors.framework.graph import expansion
from collectors.framework.links import LOADING
from collectors.framework.module import Module
from collectors.framework.reference import Reference
from collectors.loading.files import Files
from collectors.tokens import digest

LIMIT_BYTES = 8 * 1024 * 1024
"""Larger closures are not compared: they are ten times the largest window."""

Read = Callable[[Module], bytes]


@dataclass(frozen=True, slots=True)
class Member:
    """One file of a closure."""

    path: str
    content: bytes
    tokens: int
    references: tuple[Reference, ...]
    """Those that lead to another member."""


@dataclass(frozen=True, slots=True)
class Side:
    """A module and all it includes, with their contents."""

    path: str
    digest: str
    """Of the contents in include order."""
    members: tuple[Member, ...]
    """In include order."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two sides of one module."""

    old: Side
    new: Side


def side(closures: Closures, path: str, read: Read) -> Side:
    """Read the closure of a module; raise `LoadError` when that cannot be had, or is too large."""
    modules = closures.modules
    paths = expansion(modules, path)
    if not paths:
        raise LoadError(f"{path}: is no module of {closures.framework.root}.")
    size = sum(modules[member].bytes for member in paths)
    if size > LIMIT_BYTES:
        raise LoadError(f"{path}: loads {size:,} bytes; over {LIMIT_BYTES:,} are not compared.")
    members = (_member(modules[member], frozenset(paths), read) for member in paths)
    return Side(path, closures.digest(path), tuple(members))


def from_disk(files: Files) -> Read:
    """Read what was scanned; what is no longer that raises `LoadError`."""
    return lambda module: _checked(module, files.read(module.path))


def from_blobs(blob: Callable[[str], bytes | None]) -> Read:
    """Read what a store keeps by digest; what it does not keep raises `LoadError`."""
    return lambda module: _checked(module, blob(module.digest))


def _checked(module: Module, content: bytes | None) -> bytes:
    if content is None:
        raise LoadError(f"{module.path}: its content as it was in the baseline is not kept.")
    if digest(content) != module.digest:
        raise LoadError(f"{module.path}: has changed since it was scanned; scan again.")
    return content


def _member(module: Module, members: frozenset[str], read: Read) -> Member:
    references = (it for it in module.references if it.syntax in LOADING and it.path in members)
    return Member(module.path, read(module), module.tokens, tuple(references))

"""The framework as last scanned: one row per module, written only where it changed."""

from __future__ import annotations

from collections.abc import Iterable
from operator import attrgetter
from typing import TypeAlias

import orjson

from collectors.framework.module import Finding, Framework, Kind, Module, Stamp, Startup
from collectors.framework.reference import Reference, Syntax
from collectors.store import schema
from collectors.store.connection import Database
from collectors.store.encoding import Json, encode, plain
from collectors.store.marks import GENERATION, mark
from collectors.store.packing import pack, unpack

_ModuleRow: TypeAlias = tuple[str, str, str, str, int, int, int, int, int, str, str]
_WholeRow: TypeAlias = tuple[str, str, str, str, str, str]

_SYNTAXES = {syntax.value: syntax for syntax in Syntax}
_KINDS = {kind.value: kind for kind in Kind}
_COLUMNS = (
    "path, kind, name, digest, bytes, tokens, eager_tokens, full_tokens, dependents, refs, stamp"
)
_REVISIONS_SINCE = 6
"""The version of the schema; before it, all modules are read whenever one is written."""


class Known:
    """What was read so far, of one file: of all modules those written since are read again."""

    def __init__(self) -> None:
        self._db: Database | None = None
        self._revision = -1
        self._modules: dict[str, Module] = {}

    def framework(self, db: Database) -> Framework:
        """The framework exactly as it was added; an empty one when none was.

        A module that is what it was is the same object again.
        """
        whole = db.execute(
            "SELECT root, encoding, layout, startup, findings, cycles FROM framework"
        ).fetchone()
        if whole is None:
            return Framework()
        self._follow(db)
        return _framework(whole, self._modules.values())

    def _follow(self, db: Database) -> None:
        since = self._revision if db is self._db else -1
        if schema.version(db) < _REVISIONS_SINCE:
            query = f"SELECT {_COLUMNS}, -1 FROM module"  # noqa: S608 - our names
            since, rows = -1, db.execute(query).fetchall()
        else:
            query = f"SELECT {_COLUMNS}, revision FROM module WHERE revision > ?"  # noqa: S608
            rows = db.execute(query, (since,)).fetchall()
        read = (_module(row[:-1]) for row in rows)
        written = {it.path: self._unless_alike(it) for it in read}
        known = self._modules | written if since >= 0 else written
        if len(known) != db.execute("SELECT count(*) FROM module").fetchone()[0]:
            there = {path for (path,) in db.execute("SELECT path FROM module")}
            known = {path: it for path, it in known.items() if path in there}
        self._db, self._modules = db, known
        self._revision = max((row[-1] for row in rows), default=since)

    def _unless_alike(self, module: Module) -> Module:
        known = self._modules.get(module.path)
        return known if known == module else module


def framework(db: Database) -> Framework:
    """The framework exactly as it was added, read once."""
    return Known().framework(db)


def pack_framework(framework: Framework) -> bytes:
    """A framework in one piece."""
    modules = [_module_row(module) for module in framework.modules]
    return pack(encode((tuple(_whole(framework).values()), modules)).encode())


def unpack_framework(packed: bytes) -> Framework:
    """The framework that was packed."""
    whole, rows = orjson.loads(unpack(packed))
    return _framework(whole, map(_module, rows))


def write_framework(db: Database, new: Framework, *, previous: Framework) -> bool:
    """Write what differs from what was written before; say whether anything did.

    If so, the generation is to grow: what is written is of the next one.
    """
    fresh, stale = _besides(new, previous), _besides(previous, new)
    before = {module.path: module for module in stale}
    changed = [it for it in fresh if before.get(it.path) != it]
    gone = before.keys() - {module.path for module in fresh}
    _put_modules(db, changed, mark(db, GENERATION) + 1)
    db.executemany("DELETE FROM module WHERE path = ?", ((plain(path),) for path in gone))
    whole = _whole(new)
    if differs := whole != _whole(previous):
        db.execute(
            "INSERT OR REPLACE INTO framework"
            " VALUES (1, :root, :encoding, :layout, :startup, :findings, :cycles)",
            whole,
        )
    return bool(differs or changed or gone)


def _besides(framework: Framework, other: Framework) -> list[Module]:
    """The modules that are other objects than those of another framework."""
    known = frozenset(map(id, other.modules))
    return [module for module in framework.modules if id(module) not in known]


def _whole(framework: Framework) -> dict[str, str]:
    startup = framework.startup
    return {
        "root": plain(framework.root),
        "encoding": framework.encoding,
        "layout": plain(framework.layout),
        "startup": encode(
            (
                startup.memory_tokens,
                startup.listing_tokens,
                startup.agent_tokens,
                startup.listing_characters,
                startup.listing_budget_characters,
                startup.unlisted_characters,
            )
        ),
        "findings": encode([(f.kind, f.path, f.line, f.detail) for f in framework.findings]),
        "cycles": encode(framework.cycles),
    }


def _put_modules(db: Database, modules: Iterable[Module], revision: int) -> None:
    db.executemany(
        "INSERT OR REPLACE INTO module VALUES (?,?,?,?,?,?,?,?,?,?,?,?)",
        ((*_module_row(module), revision) for module in modules),
    )


def _module_row(module: Module) -> _ModuleRow:
    return (
        plain(module.path),
        module.kind.value,
        plain(module.name),
        module.digest,
        module.bytes,
        module.tokens,
        module.eager_tokens,
        module.full_tokens,
        module.dependents,
        encode([_reference_fields(reference) for reference in module.references]),
        _encoded_stamp(module.stamp),
    )


def _reference_fields(reference: Reference) -> tuple[Json, ...]:
    return (
        reference.target,
        reference.path,
        reference.syntax,
        reference.line,
        reference.occurrences,
        reference.found,
    )


def _encoded_stamp(stamp: Stamp) -> str:
    # Some file systems number inodes above what an INTEGER column holds.
    return encode((stamp.device, stamp.inode, stamp.size, stamp.modified_ns, stamp.changed_ns))


def _framework(whole: _WholeRow, modules: Iterable[Module]) -> Framework:
    root, encoding, layout, startup, findings, cycles = whole
    return Framework(
        root,
        encoding,
        layout,
        tuple(sorted(modules, key=attrgetter("path"))),
        Startup(*orjson.loads(startup)),
        tuple(Finding(*fields) for fields in orjson.loads(findings)),
        tuple(tuple(walk) for walk in orjson.loads(cycles)),
    )


def _module(row: _ModuleRow) -> Module:
    path, kind, name, digest, size, tokens, eager, full, dependents, references, stamp = row
    return Module(
        path,
        _KINDS[kind],
        name,
        digest,
        size,
        tokens,
        eager,
        full,
        dependents,
        tuple(
            Reference(target, resolved, _SYNTAXES[syntax], line, occurrences, found)
            for target, resolved, syntax, line, occurrences, found in orjson.loads(references)
        ),
        Stamp(*orjson.loads(stamp)),
    )

"""Two sides on disk: how they are set up, and how they are loaded from there.

Files are numbered, so that no name of a repository reaches the file system; the same file has the
same number on both sides, and the names of both folders are of one length.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from tempfile import gettempdir, mkdtemp
from typing import TypedDict

from collectors.cache import ComponentCache
from collectors.comparing.side import Member, Pair, Side
from collectors.config import LoadConfig
from collectors.errors import CompareError, LoadError
from collectors.framework.grounds import Grounds
from collectors.framework.module import Framework, Kind, Module
from collectors.framework.reference import Reference, Syntax
from collectors.framework.regular_file import stamp_of
from collectors.loading.files import Files
from collectors.loading.loader import Loader, Prompt
from collectors.loading.plan import plan
from collectors.loading.stopwatch import Stopwatch
from collectors.tokens import RememberedTokenizer, digest

OLD, NEW = "old", "new"
"""The folders of the two sides."""


class Script(TypedDict):
    """What lies beside a folder as JSON."""

    module: str
    """The file that is loaded."""
    files: list[ScriptFile]


class ScriptFile(TypedDict):
    """A file of the folder."""

    name: str
    tokens: int
    references: list[tuple[str, str, str]]
    """Target as written, syntax, and the file it leads to."""


def set_up(pair: Pair) -> Path:
    """Write both sides into a new folder that only the user may enter; the caller removes it.

    Raises `CompareError` when there is no room.
    """
    try:
        return _set_up(pair)
    except OSError as error:
        reason = error.strerror or error
        raise CompareError(f"{gettempdir()}: cannot be written to: {reason}; make room.") from error


def take_down(folder: Path) -> None:
    """Remove such a folder, as far as it is there."""
    shutil.rmtree(folder, ignore_errors=True)


def loader_of(folder: Path) -> Callable[[], tuple[Prompt, ComponentCache]]:
    """A cold load of one side, as often as it is called; with the cache that it filled."""
    script: Script = json.loads(folder.with_suffix(".json").read_bytes())
    framework = Framework(root=str(folder), modules=tuple(_modules(folder, script)))
    files = Files.of(framework, Grounds(str(folder), home=""))
    loader = Loader(files, RememberedTokenizer(_Unasked(), _counts(folder, script)))
    planned = plan(framework, files.modules, script["module"])
    empty = ComponentCache(entries=LoadConfig().cache_entries, bytes=LoadConfig().cache_bytes)

    def load() -> tuple[Prompt, ComponentCache]:
        cache = empty.emptied()
        return loader.load(planned, cache, Stopwatch()), cache

    return load


class _Unasked:
    """A tokenizer beneath counts that are all remembered: building a real one is dear."""

    name = "remembered"

    def count(self, text: str) -> int:
        raise LoadError(f"a text of {len(text):,} characters was never counted")


def _set_up(pair: Pair) -> Path:
    folder = Path(mkdtemp(prefix="perfdash-compare-"))
    paths = sorted({member.path for side in (pair.old, pair.new) for member in side.members})
    names = {path: f"{number:04d}.md" for number, path in enumerate(paths)}
    try:
        _write(folder / OLD, pair.old, names)
        _write(folder / NEW, pair.new, names)
    except BaseException:
        take_down(folder)
        raise
    return folder


def _write(folder: Path, side: Side, names: Mapping[str, str]) -> None:
    folder.mkdir(0o700)
    for member in side.members:
        (folder / names[member.path]).write_bytes(member.content)
    script = Script(
        module=names[side.path], files=[_script_file(member, names) for member in side.members]
    )
    folder.with_suffix(".json").write_text(json.dumps(script), encoding="ascii")


def _script_file(member: Member, names: Mapping[str, str]) -> ScriptFile:
    references = [(it.target, it.syntax.value, names[it.path]) for it in member.references]
    return ScriptFile(name=names[member.path], tokens=member.tokens, references=references)


def _modules(folder: Path, script: Script) -> list[Module]:
    return [_module(folder / file["name"], file) for file in script["files"]]


def _module(path: Path, file: ScriptFile) -> Module:
    status = path.stat()
    return Module(
        path=file["name"],
        kind=Kind.OTHER,
        name="",
        digest="",
        bytes=status.st_size,
        tokens=file["tokens"],
        eager_tokens=0,
        full_tokens=0,
        dependents=0,
        references=tuple(
            Reference(target, name, Syntax(syntax), line=0, occurrences=1, found=True)
            for target, syntax, name in file["references"]
        ),
        stamp=stamp_of(status),
    )


def _counts(folder: Path, script: Script) -> dict[str, int]:
    return {
        digest(_text(folder / file["name"]).encode("utf-8", "surrogatepass")): file["tokens"]
        for file in script["files"]
    }


def _text(path: Path) -> str:
    return path.read_bytes().decode("utf-8-sig", "replace")

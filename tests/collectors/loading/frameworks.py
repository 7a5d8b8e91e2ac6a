"""Small frameworks on disk, linked by hand: every target is a path from the root."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from collectors.framework import references
from collectors.framework.module import Framework, Kind, Module
from collectors.framework.reference import Mention, Reference
from collectors.framework.regular_file import stamp_of


def written(root: Path, texts: Mapping[str, str]) -> Framework:
    """Write the files and say what a scan would."""
    for path, text in texts.items():
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8", newline="")
    return scanned(root, texts)


def scanned(root: Path, texts: Mapping[str, str]) -> Framework:
    """Say what a scan would of files that lie there already."""
    mentions = {path: references.find(text) for path, text in texts.items()}
    named = [it.target for each in mentions.values() for it in each if it.target in texts]
    return Framework(
        root=str(root),
        modules=tuple(
            _module(root, path, texts, mentions[path], named.count(path)) for path in sorted(texts)
        ),
    )


def including(*paths: str, text: str = "Do it well.\n") -> str:
    """A text that includes these paths."""
    return text + "".join(f"<include>{path}</include>\n" for path in paths)


def _module(
    root: Path,
    path: str,
    texts: Mapping[str, str],
    mentions: tuple[Mention, ...],
    dependents: int,
) -> Module:
    is_command = path.startswith("commands/")
    return Module(
        path=path,
        kind=Kind.COMMAND if is_command else Kind.COMPONENT,
        name=f"/{Path(path).stem}" if is_command else "",
        digest="",
        bytes=(root / path).stat().st_size,
        tokens=len(texts[path]),
        eager_tokens=0,
        full_tokens=0,
        dependents=dependents,
        references=tuple(_reference(mention, texts) for mention in mentions),
        stamp=stamp_of((root / path).stat()),
    )


def _reference(mention: Mention, texts: Mapping[str, str]) -> Reference:
    found = mention.target in texts
    return Reference(
        target=mention.target,
        path=mention.target if found else "",
        syntax=mention.syntax,
        line=mention.line,
        occurrences=mention.occurrences,
        found=found,
    )

"""Frameworks made up for measuring: as many files, as long and as linked as real ones."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_PROSE = (
    "the a to of and in for with from that this each every when then before after only never "
    "review release change test module prompt context window command agent skill section file "
    "function error result report summary branch commit user answer question step plan risk "
    "measure verify compare describe collect write read check list explain keep drop ask name "
    "clear short exact likely missing slow stable public internal optional strict"
)
_WORDS = _PROSE.split()


@dataclass(frozen=True, slots=True)
class Shape:
    """How a framework is made up."""

    name: str
    commands: int
    components: int
    folders: int
    """How many folders hold the commands, and how many again hold the components."""
    paragraphs: int
    """In every file; one has some 60 words."""
    includes: int
    """In every command."""

    @property
    def modules(self) -> int:
        """How many files there are."""
        return self.commands + self.components


COMMANDS = Shape("made-up-commands", 170, 70, folders=14, paragraphs=17, includes=3)
PLUGIN = Shape("made-up-plugin", 60, 25, folders=4, paragraphs=12, includes=1)
LARGE = Shape("10,000 modules", 5_000, 5_000, folders=500, paragraphs=3, includes=3)
SMALL = Shape("1,000 modules", 500, 500, folders=50, paragraphs=3, includes=3)
SINGLE = Shape("1 module", 1, 0, folders=1, paragraphs=3, includes=0)


def lay_out(folder: Path, shape: Shape) -> Path:
    """Write a framework, always the same for a shape, and say where it lies."""
    chance = random.Random(shape.name)
    root = folder / shape.name.replace(" ", "-").replace(",", "")
    components = [*_paths("components", shape.components, shape.folders)]
    for path in components:
        _write(root / path, _text(path, chance, shape.paragraphs))
    for path in _paths("commands", shape.commands, shape.folders):
        included = chance.sample(components, shape.includes)
        _write(root / path, _command(path, chance, shape, included))
    return root


def _paths(kind: str, count: int, folders: int) -> Iterator[str]:
    for number in range(count):
        yield f"{kind}/group-{number % folders:03}/{kind[:-1]}-{number:05}.md"


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def _command(path: str, chance: random.Random, shape: Shape, included: list[str]) -> str:
    head = f"---\nname: {Path(path).stem}\ndescription: {_sentence(chance)}\n---\n\n"
    lines = "".join(f'<include component="{component}"/>\n' for component in included)
    return head + _text(path, chance, shape.paragraphs) + f"\n## Includes\n\n{lines}"


def _text(path: str, chance: random.Random, paragraphs: int) -> str:
    return f"# {path}\n\n" + "\n\n".join(_paragraph(chance, n) for n in range(paragraphs)) + "\n"


def _paragraph(chance: random.Random, number: int) -> str:
    sentences = [_sentence(chance) for _ in range(5)]
    if number % 4 == 1:
        return "\n".join(f"- **{_word(chance)}**: {sentence}" for sentence in sentences)
    if number % 4 == 3:
        return f"## {sentences[0]}\n\n```bash\n{_word(chance)} --{_word(chance)} $ARGUMENTS\n```"
    return " ".join(sentences)


def _sentence(chance: random.Random) -> str:
    words = " ".join(chance.choices(_WORDS, k=chance.randint(8, 16)))
    return f"{words.capitalize()}."


def _word(chance: random.Random) -> str:
    return chance.choice(_WORDS)

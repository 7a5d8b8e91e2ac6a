"""What finding references costs beside tokenising the same files, and how it grows.

Run it as `python -m tests.benchmarks.references [FOLDER]`; without a folder it reads perfdash's own
Markdown. A text four times as long should take about four times as long, whatever is in it.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path

from collectors.framework import references
from collectors.tokens import Cl100k

_REPOSITORY = Path(__file__).parents[2]
_LENGTH = 250_000
_HOSTILE = (
    "`", "`` ` ", "[a](", "](a(b)", "](<a", "@", " @a/b.md", " @a\\ b", "<include", "<depends_on>",
    '<include component="a" ', "<include component='a\" ", "<module>a", "a/b.md ", ".md", ".mdx",
    "a", "/", "\n", "\n ", "\n```", "\n~~~ ```", "\n<!--", "\n<!-->", "\n- ", "`a\n\n", "<`` ",
)  # fmt: skip


def seconds(work: Callable[[], object]) -> float:
    """The least CPU time that a piece of work takes."""
    return min(_once(work) for _ in range(5))


def share(texts: Iterable[str]) -> float:
    """Finding references in the texts, as a share of tokenising them."""
    texts = list(texts)
    tokenizer = Cl100k()
    tokenizer.count("")
    finding = seconds(lambda: [references.find(text) for text in texts])
    return finding / seconds(lambda: [tokenizer.count(text) for text in texts])


def growth(unit: str) -> float:
    """How much longer a text made of this unit takes when it is four times as long."""
    short, long = (unit * (length // len(unit)) for length in (_LENGTH, 4 * _LENGTH))
    return seconds(lambda: references.find(long)) / seconds(lambda: references.find(short))


def main() -> None:
    """Print the share, and the growth of every hostile text."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else _REPOSITORY
    texts = [path.read_text("utf-8", "replace") for path in folder.rglob("*.md")]
    print(f"finding references / tokenising, {len(texts)} files: {share(texts):.2f}")
    for ratio, unit in sorted(((growth(unit), unit) for unit in _HOSTILE), reverse=True):
        print(f"{ratio:5.1f} x for 4 x of {unit!r}")


def _once(work: Callable[[], object]) -> float:
    started = time.process_time()
    work()
    return time.process_time() - started


if __name__ == "__main__":
    main()

"""How many tokens a text has: exactly for cl100k_base, estimated for Claude."""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from collectors import allocator
from collectors.claude_factors import CLAUDE_FACTORS
from collectors.config import ContextConfig
from collectors.errors import PerfdashError
from collectors.model import TokenCount
from collectors.ranks.packed import unpack

if TYPE_CHECKING:
    import tiktoken

RANKS = Path(__file__).parent / "ranks" / "cl100k_base.bin"

_SPLIT = (
    r"'(?i:[sdmt]|ll|ve|re)|[^\r\n\p{L}\p{N}]?+\p{L}++|\p{N}{1,3}+| ?[^\s\p{L}\p{N}]++[\r\n]*+"
    r"|\s++$|\s*[\r\n]|\s+(?!\S)|\s"
)
_SPECIAL_TOKENS = {
    "<|endoftext|>": 100257,
    "<|fim_prefix|>": 100258,
    "<|fim_middle|>": 100259,
    "<|fim_suffix|>": 100260,
    "<|endofprompt|>": 100276,
}


class Tokenizer(Protocol):
    """Something that counts tokens exactly."""

    name: str
    """The encoding, such as cl100k_base."""

    def count(self, text: str) -> int:
        """Count the tokens of a text; special-token spellings are plain text."""
        ...


class Cl100k:
    """Counts by cl100k_base, from the ranks that ship with perfdash; built at the first count."""

    name = "cl100k_base"

    def __init__(self, ranks: Path = RANKS, *, brief: bool = False) -> None:
        """`brief` where the process soon ends: taking it all apart would be a tenth of its time."""
        self._ranks = ranks
        self._encoding: tiktoken.Encoding | None = None
        self._brief = brief
        self._itself = self if brief else None  # Now it does not go with who made it, either.

    @property
    def built(self) -> bool:
        """Whether a count has been asked for, which costs some 60 ms and 30 MB once."""
        return self._encoding is not None

    def count(self, text: str) -> int:
        """Count the tokens of a text; raise `PerfdashError` when the ranks cannot be read."""
        if self._encoding is None:
            self._encoding = _encoding(self._ranks, brief=self._brief)
        return len(self._encoding.encode_ordinary(text))

    def release(self) -> None:
        """Give the encoding's memory back, until the next count builds it again."""
        if self._encoding is not None:
            self._encoding = None
            allocator.trim()  # It was some 100,000 small pieces.


class RememberedTokenizer:
    """Asks another tokenizer only about texts whose count is not known by their digest."""

    def __init__(self, inner: Tokenizer, counts: Mapping[str, int]) -> None:
        self.name = inner.name
        self._inner = inner
        self._remembered = counts
        self._counted: dict[str, int] = {}
        self._fresh: list[TokenCount] = []
        self._needed = False

    def count(self, text: str) -> int:
        """Count the tokens of a text, at most once for equal texts."""
        key = digest(text.encode("utf-8", "surrogatepass"))
        known = self._remembered.get(key, self._counted.get(key))
        return self._count_anew(text, key) if known is None else known

    def fresh(self) -> tuple[TokenCount, ...]:
        """Hand over the counts made since the last call, for someone to remember."""
        counts, self._fresh = tuple(self._fresh), []
        return counts

    def release(self) -> None:
        """Give back the memory of the tokenizer beneath; it is built again when it is needed."""
        self._needed = False
        if isinstance(self._inner, Cl100k):
            self._inner.release()

    def rest(self) -> None:
        """The same, unless it was needed since the last rest: authors save in bursts."""
        if not self._needed:
            self.release()
        self._needed = False

    def _count_anew(self, text: str, key: str) -> int:
        self._needed = True
        tokens = self._inner.count(text)
        self._counted[key] = tokens
        self._fresh.append(TokenCount(key, tokens))
        return tokens


@dataclass(frozen=True, slots=True)
class ClaudeEstimate:
    """What makes an estimate for Claude out of an exact cl100k_base count."""

    family: str
    factor: float

    def tokens(self, count: int) -> int:
        """Estimate Claude's tokens for this many of cl100k_base."""
        return round(count * self.factor)


def claude_estimate(context: ContextConfig) -> ClaudeEstimate:
    """Choose the configured family's factor, or the user's own."""
    family = context.claude_family
    return ClaudeEstimate(family, context.claude_factor or CLAUDE_FACTORS[family])


def digest(content: bytes) -> str:
    """Name content by its BLAKE2b hash of 16 bytes, in hex."""
    return blake2b(content, digest_size=16).hexdigest()


def _encoding(path: Path, *, brief: bool) -> tiktoken.Encoding:
    """Build the encoding without `get_encoding`, which would look for the ranks on the network."""
    import tiktoken

    ranks = _read_ranks(path)
    encoding = tiktoken.Encoding(
        Cl100k.name, pat_str=_SPLIT, mergeable_ranks=ranks, special_tokens=_SPECIAL_TOKENS
    )
    if not brief:
        ranks.clear()  # The encoding works on a copy of its own: this one is 12 MB nobody reads.
    return encoding


def _read_ranks(path: Path) -> dict[bytes, int]:
    try:
        return unpack(path.read_bytes())
    except (OSError, ValueError, zlib.error) as error:
        raise PerfdashError(
            f"{path}: the token ranks of {Cl100k.name} cannot be read ({error}); "
            "reinstall perfdash."
        ) from error

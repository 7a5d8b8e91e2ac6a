from __future__ import annotations

import base64
import hashlib
import zlib
from pathlib import Path

import pytest

from collectors.ranks.build import PUBLISHED_SHA256, main, published_tokens
from collectors.ranks.packed import pack, unpack
from collectors.tokens import RANKS


def publish(ranks: dict[bytes, int]) -> bytes:
    lines = (b"%b %d\n" % (base64.b64encode(token), rank) for token, rank in ranks.items())
    return b"".join(lines)


def test_the_shipped_ranks_expand_to_the_published_file() -> None:
    published = publish(unpack(RANKS.read_bytes()))

    assert hashlib.sha256(published).hexdigest() == PUBLISHED_SHA256


def test_packing_the_expanded_ranks_gives_the_shipped_bytes_again() -> None:
    ranks = unpack(RANKS.read_bytes())

    assert unpack(pack(published_tokens(publish(ranks)))) == ranks


def test_another_file_than_the_published_one_is_refused(tmp_path: Path) -> None:
    other = tmp_path / "cl100k_base.tiktoken"
    other.write_bytes(publish({b"a": 0}))

    with pytest.raises(SystemExit, match="nothing written"):
        main([str(other)])


def test_a_gap_in_the_published_ranks_is_refused() -> None:
    with pytest.raises(ValueError, match="line 2 holds rank 2"):
        published_tokens(publish({b"a": 0, b"b": 2}))


@pytest.mark.parametrize("tokens", [[b"a"], [b"a", b"\0", b"bc", b"\xff" * 255]])
def test_tokens_of_any_bytes_survive_packing(tokens: list[bytes]) -> None:
    assert list(unpack(pack(tokens))) == tokens


@pytest.mark.parametrize("plain", [b"", b"\x01", b"\x02\0a", b"\x01\0ab"])
def test_lengths_that_do_not_add_up_are_refused(plain: bytes) -> None:
    with pytest.raises(ValueError, match="do not add up"):
        unpack(zlib.compress(plain))

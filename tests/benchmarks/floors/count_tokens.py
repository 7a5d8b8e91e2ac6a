"""The floor of a cold scan: walk, read and tokenise; arguments are root and list of paths.

The encoding is built as anybody would, from the ranks that tiktoken downloaded before; with a
pattern as third argument, it is built sooner from the ranks that perfdash ships.
"""

from __future__ import annotations

import os
import sys

import tiktoken


def main(root: str, listed: str, pattern: str = "") -> None:
    """Print the tokens of all listed files."""
    encoding = _of_packed_ranks(pattern) if pattern else tiktoken.get_encoding("cl100k_base")
    with open(listed, encoding="utf-8") as file:  # noqa: PTH123 - pathlib is not imported
        wanted = set(file.read().split("\0"))
    tokens = 0
    for folder, _, names in os.walk(root):
        for name in names:
            path = os.path.join(folder, name)  # noqa: PTH118 - a path object would cost more
            if path in wanted:
                with open(path, encoding="utf-8", errors="replace") as file:  # noqa: PTH123
                    tokens += len(encoding.encode_ordinary(file.read()))
    print(tokens)


def _of_packed_ranks(pattern: str) -> tiktoken.Encoding:
    from pathlib import Path

    from collectors.ranks import packed

    ranks = packed.unpack(Path(packed.__file__).with_name("cl100k_base.bin").read_bytes())
    return tiktoken.Encoding(
        "cl100k_base", pat_str=pattern, mergeable_ranks=ranks, special_tokens={}
    )


if __name__ == "__main__":
    main(*sys.argv[1:])

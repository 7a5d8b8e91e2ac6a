"""The floor of a cold scan: walk, read and tokenise; arguments are root, list of paths, pattern."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import tiktoken

from collectors.ranks import packed


def main(root: str, listed: str, pattern: str) -> None:
    """Print the tokens of all listed files."""
    wanted = set(Path(listed).read_text("utf-8").split("\0"))
    ranks = packed.unpack(Path(packed.__file__).with_name("cl100k_base.bin").read_bytes())
    encoding = tiktoken.Encoding(
        "cl100k_base", pat_str=pattern, mergeable_ranks=ranks, special_tokens={}
    )
    tokens = 0
    for folder, _, names in os.walk(root):
        for name in names:
            path = os.path.join(folder, name)  # noqa: PTH118 - a path object would cost more
            if path in wanted:
                with open(path, encoding="utf-8", errors="replace") as file:  # noqa: PTH123
                    tokens += len(encoding.encode_ordinary(file.read()))
    print(tokens)


if __name__ == "__main__":
    main(*sys.argv[1:])

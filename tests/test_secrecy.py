"""What was said in a session is in no file, no document and no message that perfdash makes."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sysconfig
from collections.abc import Iterator
from pathlib import Path

import pytest

from collectors.sessions.slug import slug
from tests.collectors.sessions.lines import SESSION, write
from tests.collectors.sessions.test_secrecy import WORD, lines
from tests.homes import folders

PERFDASH = Path(sysconfig.get_path("scripts")) / "perfdash"


def perfdash(root: Path, home: Path, *words: str) -> bytes:
    """All that a command prints, narration included."""
    done = subprocess.run(
        [PERFDASH, words[0], str(root), *words[1:]],
        env={**os.environ, **folders(home)},
        capture_output=True,
        check=True,
    )
    return done.stdout + done.stderr


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A framework beside which secrets were said, in a folder that says none."""
    root = tmp_path / "shop"
    root.mkdir()
    (root / "CLAUDE.md").write_text("Be brief.\n")
    said = [{**line, "cwd": str(root)} for line in lines() if WORD not in str(line.get("cwd"))]
    file = tmp_path / "claude/projects" / slug(str(root)) / f"{SESSION}.jsonl"
    file.parent.mkdir(parents=True)
    file.write_bytes(b"\n".join(write(said)) + b'\n{"type": "user", "text": "' + WORD.encode())
    return root


def files(folder: Path) -> Iterator[bytes]:
    """Every file below a folder, with whatever lies beside a database."""
    return (path.read_bytes() for path in folder.rglob("*") if path.is_file())


def test_no_secret_leaves_a_transcript(root: Path) -> None:
    home = root.parent
    printed = b"".join(
        perfdash(root, home, *words)
        for words in (("collect", "--once"), ("sessions", "--json"), ("sessions",), ("snapshot",))
    )
    assert b'"/plan"' in printed
    assert WORD.encode() not in printed
    assert not any(WORD.encode() in content for content in files(home / "state"))


def test_no_secret_waits_beside_a_database_that_is_open(root: Path) -> None:
    home = root.parent
    collecting = subprocess.Popen(
        [PERFDASH, "collect", str(root)],
        env={**os.environ, **folders(home)},
        stderr=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
    )
    try:
        while b'"/plan"' not in perfdash(root, home, "sessions", "--json"):
            assert collecting.poll() is None
        aside = shutil.copytree(home / "state", home / "aside")
    finally:
        collecting.terminate()
        told = collecting.communicate()[1]
    assert any(path.name.endswith("-wal") for path in aside.rglob("*"))
    assert not any(WORD.encode() in content for content in (*files(aside), told))


def test_the_secrets_were_there_to_be_found(root: Path) -> None:
    (said,) = files(root.parent / "claude")
    assert said.count(WORD.encode()) > 50
    assert json.loads(said.splitlines()[0])["type"] == "user"

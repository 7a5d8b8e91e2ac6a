"""Two sides on disk."""

from __future__ import annotations

import re
import stat
import tempfile
from dataclasses import replace
from pathlib import Path

import pytest

from collectors.comparing.side import Member, Pair, Side
from collectors.comparing.stage import NEW, OLD, loader_of, set_up, take_down
from collectors.errors import CompareError
from collectors.framework.reference import Reference, Syntax
from tests.collectors.comparing.frameworks import PLAN, TEXTS, A, pair_of, side_of


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where temporary folders are made."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def test_only_the_user_may_look(tmp_path: Path, temporary: Path) -> None:
    folder = set_up(pair_of(tmp_path))
    assert folder.parent == temporary
    assert [stat.S_IMODE(it.stat().st_mode) for it in (folder, folder / OLD, folder / NEW)] == [
        0o700
    ] * 3


def test_a_file_has_one_name_on_both_sides_and_it_is_not_its_own(
    tmp_path: Path, temporary: Path
) -> None:
    folder = set_up(pair_of(tmp_path))
    names = [sorted(it.name for it in (folder / side).iterdir()) for side in (OLD, NEW)]
    assert names == [["0000.md", "0001.md"]] * 2


def test_what_is_loaded_is_what_was_written(tmp_path: Path, temporary: Path) -> None:
    folder = set_up(pair_of(tmp_path))
    texts = [loader_of(folder / side)()[0].text for side in (OLD, NEW)]
    assert texts == [TEXTS[PLAN] + TEXTS[A], TEXTS[PLAN] + "Another A\n"]


def test_counts_are_remembered_whatever_the_bytes(tmp_path: Path, temporary: Path) -> None:
    odd = Member("odd.md", b"\xef\xbb\xbf not UTF-8: \xff", tokens=7, references=())
    one = Side("odd.md", "digest", (odd,))
    prompt, _ = loader_of(set_up(Pair(one, one)) / NEW)()
    assert prompt.tokens == 7


@pytest.mark.parametrize(
    "name", ["../../outside.md", "/etc/passwd", "~/x.md", "a\nb\\xff.md", ".."]
)
def test_no_name_of_a_repository_reaches_the_disk(
    name: str, tmp_path: Path, temporary: Path
) -> None:
    reference = Reference("\x1b[2J\ud800", name, Syntax.INCLUDE_PATH, 1, 1, found=True)
    whole = side_of(tmp_path)
    first = replace(whole.members[0], references=(reference,))
    other = Member(name, b"Other\n", tokens=1, references=())
    folder = set_up(Pair(whole, replace(whole, members=(first, other))))
    names = [it.name for it in (folder / NEW).iterdir()]
    assert len(names) == 2
    assert all(re.fullmatch(r"\d{4}\.md", it) for it in names)


def test_nothing_remains_when_it_is_taken_down(tmp_path: Path, temporary: Path) -> None:
    folder = set_up(pair_of(tmp_path))
    take_down(folder)
    take_down(folder)
    assert list(temporary.iterdir()) == []


def test_nothing_remains_of_what_could_not_be_written(tmp_path: Path, temporary: Path) -> None:
    pair = pair_of(tmp_path)
    broken = replace(pair, new=replace(pair.new, path="not/among/its/files.md"))
    with pytest.raises(KeyError):
        set_up(broken)
    assert list(temporary.iterdir()) == []


def test_a_full_disk_is_told_with_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pair = pair_of(tmp_path)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / PLAN))
    with pytest.raises(CompareError, match=r"plan\.md: cannot be written to"):
        set_up(pair)

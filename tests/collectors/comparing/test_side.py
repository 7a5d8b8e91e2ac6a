"""All that a load of a module reads."""

from __future__ import annotations

from pathlib import Path

import pytest

from collectors.comparing.closures import Closures
from collectors.comparing.side import LIMIT_BYTES, from_blobs, from_disk, side
from collectors.errors import LoadError
from collectors.framework.grounds import Grounds
from collectors.loading.files import Files
from tests.collectors.comparing.frameworks import PLAN, TEXTS, A, Remembering, framework, side_of


def test_a_side_holds_a_module_and_what_it_includes_in_order(tmp_path: Path) -> None:
    found = side_of(tmp_path)
    assert [(it.path, it.content.decode()) for it in found.members] == [
        (PLAN, TEXTS[PLAN]),
        (A, TEXTS[A]),
    ]
    assert [it.path for it in found.members[0].references] == [A]


def test_what_was_kept_is_read_by_its_digest(tmp_path: Path) -> None:
    memory = Remembering(framework(tmp_path))
    kept = side(Closures(framework(tmp_path)), PLAN, from_blobs(memory.baselines.blob))
    assert kept == side_of(tmp_path)


def test_what_is_not_kept_cannot_be_compared(tmp_path: Path) -> None:
    with pytest.raises(LoadError, match=f"{PLAN}: its content as it was .* is not kept"):
        side(Closures(framework(tmp_path)), PLAN, from_blobs(lambda _: None))


def test_a_file_that_changed_since_the_scan_cannot_be_compared(tmp_path: Path) -> None:
    now = framework(tmp_path)
    (tmp_path / A).write_text("Another A, not scanned yet\n", encoding="utf-8")
    with pytest.raises(LoadError, match=f"{A}: has changed since"):
        side(Closures(now), PLAN, from_disk(Files.of(now, Grounds.around(tmp_path))))


def test_content_that_is_not_what_its_digest_says_is_refused(tmp_path: Path) -> None:
    with pytest.raises(LoadError, match="has changed"):
        side(Closures(framework(tmp_path)), PLAN, from_blobs(lambda _: b"something else"))


def test_what_is_no_module_has_no_side(tmp_path: Path) -> None:
    with pytest.raises(LoadError, match=r"gone\.md: is no module"):
        side_of(tmp_path, "gone.md")


def test_what_is_too_large_is_not_even_read(tmp_path: Path) -> None:
    large = framework(tmp_path, {A: "x" * LIMIT_BYTES})
    with pytest.raises(LoadError, match="over 8,388,608 are not compared"):
        side(Closures(large), PLAN, from_blobs(lambda _: None))

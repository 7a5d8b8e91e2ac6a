"""A baseline comes back as it was pinned, and its contents stay as long as one names them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from collectors.baseline import Baseline, Blob, Environment, LoadStatistics, Origin
from collectors.errors import StoreError
from collectors.framework.module import Framework, Module
from collectors.store import Store
from collectors.store.framework import pack_framework, unpack_framework
from collectors.store.packing import pack, unpack
from tests.collectors.store.builders import (
    NOON,
    fill_disk,
    framework,
    free_disk,
    load,
    module,
    reader_at,
    tick,
    writer_at,
)

DEFAULT = Baseline(
    "default",
    NOON,
    framework(),
    revision="c" * 40,
    automatic=True,
    environment=Environment("Abacus 9000", 2, "3.11.7", "0.1.0"),
    loads=(LoadStatistics("a.md", (0.001, 0.0012)), LoadStatistics("b.md", (0.5,))),
    accepted=(("startup", 9), ("commands/plan.md", 50)),
    canary_seconds=(0.0002, 0.00021),
)


def of(name: str, *digests: str) -> Baseline:
    """A baseline of modules with these contents."""
    modules = (replace(module(f"{it}.md"), digest=it) for it in digests)
    return Baseline(name, NOON, framework(*modules))


def blobs(*digests: str) -> list[Blob]:
    return [Blob(digest, digest.encode() * 100) for digest in digests]


def add(store: Store, *records: Baseline | Blob) -> None:
    store.add(tick(), records)


def test_a_baseline_comes_back_as_it_was(tmp_path: Path) -> None:
    with writer_at(tmp_path) as writer, reader_at(tmp_path) as reader:
        add(writer, DEFAULT)
        assert reader.baselines.named("default") == DEFAULT
        assert reader.baselines.listed() == (DEFAULT,)
        assert reader.baselines.origin("default") == Origin("c" * 40, automatic=True)


def test_a_name_that_is_not_there_is_none(tmp_path: Path) -> None:
    with writer_at(tmp_path) as store:
        add(store, DEFAULT)
        assert store.baselines.named("other") is None
        assert store.baselines.origin("other") is None


def test_baselines_are_told_by_name(tmp_path: Path) -> None:
    with writer_at(tmp_path) as store:
        add(store, of("b"), of("a"))
        assert [it.name for it in store.baselines.listed()] == ["a", "b"]


def test_a_name_is_pinned_anew(tmp_path: Path) -> None:
    with writer_at(tmp_path) as store:
        add(store, DEFAULT)
        add(store, replace(DEFAULT, revision="", automatic=False))
        assert store.baselines.origin("default") == Origin("", automatic=False)
        assert len(store.baselines.listed()) == 1


def test_contents_come_back_by_their_digest(tmp_path: Path) -> None:
    with writer_at(tmp_path) as writer, reader_at(tmp_path) as reader:
        add(writer, *blobs("x", "y"), of("a", "x", "y"))
        assert reader.baselines.blob("x") == b"x" * 100
        assert reader.baselines.blob("z") is None
        assert reader.baselines.kept() == {"x": 100, "y": 100}


def test_contents_that_no_baseline_names_are_not_kept(tmp_path: Path) -> None:
    with writer_at(tmp_path) as store:
        add(store, *blobs("x", "y"), of("a", "x"))
        assert store.baselines.kept() == {"x": 100}


def test_a_content_is_kept_until_the_last_that_names_it_is_dropped(tmp_path: Path) -> None:
    with writer_at(tmp_path) as store:
        add(store, *blobs("x", "y"), of("a", "x", "y"), of("b", "y"))
        assert store.drop_baseline("a")
        assert store.baselines.kept() == {"y": 100}
        assert store.drop_baseline("b")
        assert store.baselines.kept() == {}


def test_what_a_name_no_longer_names_is_forgotten(tmp_path: Path) -> None:
    with writer_at(tmp_path) as store:
        add(store, *blobs("x", "y"), of("a", "x", "y"))
        add(store, *blobs("z"), of("a", "y", "z"))
        assert store.baselines.kept() == {"y": 100, "z": 100}


def test_what_is_not_there_cannot_be_dropped(tmp_path: Path) -> None:
    with writer_at(tmp_path) as store:
        assert not store.drop_baseline("a")


def test_a_reader_cannot_drop(tmp_path: Path) -> None:
    with reader_at(tmp_path) as store, pytest.raises(StoreError, match="opened to be read"):
        store.drop_baseline("a")


def test_readers_are_told_of_every_change_and_of_no_other(tmp_path: Path) -> None:
    with writer_at(tmp_path) as store:
        seen = [store.baselines.generation()]
        for change in (
            lambda: add(store, of("a")),
            lambda: add(store, of("a", "x"), *blobs("x")),
            lambda: store.drop_baseline("a"),
        ):
            change()
            seen.append(store.baselines.generation())
        store.add(tick(), [load(0.5), framework()])
        assert seen == sorted(set(seen))
        assert store.baselines.generation() == seen[-1]


def test_a_baseline_waits_while_the_disk_is_full(tmp_path: Path) -> None:
    with writer_at(tmp_path) as store:
        add(store, of("a"))
        fill_disk(store)
        large = Blob("x", Random(0).randbytes(100_000))
        add(store, large, of("a", "x"))
        assert store.baselines.kept() == {}
        assert store.status().detail.startswith("not recording: disk full")
        free_disk(store)
        store.maintain(NOON)
        assert store.baselines.blob("x") == large.content


@given(st.binary(max_size=2_000))
def test_bytes_are_unpacked_as_they_were_packed(content: bytes) -> None:
    assert unpack(pack(content)) == content


PATHS = st.text(st.characters(codec="utf-8"), min_size=1, max_size=20)


@settings(max_examples=30)
@given(st.dictionaries(PATHS, st.integers(0, 2**40), max_size=5))
def test_a_framework_is_unpacked_as_it_was_packed(tokens: dict[str, int]) -> None:
    modules: list[Module] = [module(path, tokens=count) for path, count in sorted(tokens.items())]
    packed = replace(framework(), modules=tuple(modules))
    assert unpack_framework(pack_framework(packed)) == packed
    assert unpack_framework(pack_framework(Framework())) == Framework()

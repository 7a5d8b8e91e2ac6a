"""What goes into a store comes out of it, for whoever looks."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from collectors.errors import LeaseHeldError, StoreError
from collectors.framework.module import Framework, Module
from collectors.framework.versions import CONTENT_VERSION
from collectors.model import Event, Failure, Run, Status, TokenCount, Trigger
from collectors.store import Store, memory
from tests.collectors.store.builders import (
    NOON,
    content,
    framework,
    load,
    module,
    reader_at,
    tick,
    values,
    writer_at,
)


def test_a_reader_sees_samples_with_their_series(tmp_path: Path) -> None:
    with writer_at(tmp_path) as writer, reader_at(tmp_path) as reader:
        writer.add(tick(), [load(0.25, core="1")])
        (series,) = reader.measurements.series()
        assert (series.metric, series.labels) == ("cpu_ratio", (("core", "1"),))
        assert reader.measurements.samples(after=0, until=NOON) == [(NOON, series.id, 0.25)]
        assert reader.measurements.last_at() == NOON


def test_a_reader_asks_only_for_what_is_new(tmp_path: Path) -> None:
    with writer_at(tmp_path) as store:
        store.add(tick(), [load(0.1), load(0.1, core="1")])
        store.add(tick(NOON + 5_000), [load(0.2)])
        assert [at for at, _, _ in store.measurements.samples(after=NOON, until=NOON + 5_000)] == [
            NOON + 5_000
        ]
        assert [series.labels for series in store.measurements.series(after=1)] == [
            (("core", "1"),)
        ]


def test_contents_and_token_counts_come_back_as_they_were(tmp_path: Path) -> None:
    with writer_at(tmp_path) as writer, reader_at(tmp_path) as reader:
        writer.add(tick(), [content(1), content(2), TokenCount("t", 42)])
        assert reader.contents() == {one.digest: one for one in (content(1), content(2))}
        assert reader.token_counts() == {"t": 42}


def test_contents_that_another_parser_made_are_forgotten(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with writer_at(tmp_path) as store:
        store.add(tick(), [content(1), TokenCount("t", 42)])
    monkeypatch.setattr(memory, "CONTENT_VERSION", CONTENT_VERSION + 1)
    with reader_at(tmp_path) as viewer:
        assert viewer.contents() == {}
        with writer_at(tmp_path) as store:
            assert store.token_counts() == {"t": 42}
            store.add(tick(), [content(2)])
            assert list(viewer.contents()) == [content(2).digest]


def test_a_framework_comes_back_as_it_was(tmp_path: Path) -> None:
    with writer_at(tmp_path) as writer, reader_at(tmp_path) as reader:
        writer.add(tick(), [framework(module("a.md"), module("b.md"))])
        assert reader.framework() == framework(module("a.md"), module("b.md"))


def test_a_framework_follows_what_changed_and_what_went(tmp_path: Path) -> None:
    with writer_at(tmp_path) as store:
        store.add(tick(), [framework(module("a.md"), module("b.md"))])
        store.add(tick(), [framework(module("b.md", tokens=9), module("c.md"))])
        assert store.framework() == framework(module("b.md", tokens=9), module("c.md"))


def test_the_generation_grows_only_with_a_change(tmp_path: Path) -> None:
    with writer_at(tmp_path) as store:
        store.add(tick(), [framework()])
        before = store.generation()
        store.add(tick(NOON + 1), [framework(), load(1.0)])
        assert store.generation() == before
        store.add(tick(NOON + 2), [framework(module(tokens=21))])
        assert store.generation() > before


def test_a_module_that_did_not_change_is_the_same_object(tmp_path: Path) -> None:
    with writer_at(tmp_path) as writer, reader_at(tmp_path) as reader:
        writer.add(tick(), [framework(module("a.md"), module("b.md"))])
        before = reader.framework()
        writer.add(tick(NOON + 1), [framework(module("a.md"), module("b.md", tokens=9))])
        after = reader.framework()
    assert after == framework(module("a.md"), module("b.md", tokens=9))
    assert after.modules[0] is before.modules[0]
    assert after.modules[1] is not before.modules[1]


@settings(max_examples=25)
@given(st.lists(st.dictionaries(st.sampled_from("abcde"), st.integers(1, 3)), max_size=6))
def test_what_is_read_save_by_save_is_what_is_read_at_once(saves: list[dict[str, int]]) -> None:
    with (
        TemporaryDirectory() as folder,
        writer_at(Path(folder)) as writer,
        reader_at(Path(folder)) as reader,
    ):
        before: dict[str, Module] = {}
        for at, save in enumerate(saves):
            written = (module(path, tokens) for path, tokens in sorted(save.items()))
            writer.add(tick(NOON + at), [replace(framework(), modules=tuple(written))])
            found = reader.framework()
            with reader_at(Path(folder)) as other:
                assert found == other.framework()
            assert {it.path: it.tokens for it in found.modules} == save
            alike = (it for it in found.modules if before.get(it.path) == it)
            assert all(before[it.path] is it for it in alike)
            before = {it.path: it for it in found.modules}


def test_another_file_is_read_from_its_beginning(tmp_path: Path) -> None:
    with reader_at(tmp_path) as reader:
        with writer_at(tmp_path) as writer:
            for at in range(3):
                writer.add(tick(NOON + at), [framework(module("a.md", tokens=at))])
            assert reader.framework().modules[0].tokens == 2
        (tmp_path / "store.sqlite3").unlink()
        with writer_at(tmp_path) as writer:
            writer.add(tick(), [framework(module("b.md", tokens=7))])
            assert reader.framework() == framework(module("b.md", tokens=7))


def test_an_unchanged_framework_is_known_to_the_next_writer(tmp_path: Path) -> None:
    with writer_at(tmp_path) as store:
        store.add(tick(), [framework()])
        before = store.generation()
    with writer_at(tmp_path) as store:
        store.add(tick(NOON + 1), [framework()])
        assert store.generation() == before


def test_runs_come_back_with_their_failures(tmp_path: Path) -> None:
    run = Run(NOON, Trigger.SAVE, ("a.md",), 0.25, (Failure("load", "OSError: gone"),))
    with writer_at(tmp_path) as store:
        store.add(tick(NOON - 1), [])
        store.add(run, [])
        assert store.runs(NOON) == (run,)


def test_saves_are_told_apart_from_other_runs(tmp_path: Path) -> None:
    save = Run(NOON, Trigger.SAVE, ("a.md",))
    with writer_at(tmp_path) as store:
        for run in (Run(NOON - 1, Trigger.SAVE), save, tick(NOON + 1)):
            store.add(run, [])
        assert store.saves(NOON) == (save,)


def test_a_status_holds_until_its_part_says_otherwise(tmp_path: Path) -> None:
    with writer_at(tmp_path) as store:
        store.add(tick(), [Status("watch", degraded=True, detail="polling")])
        store.add(tick(), [Status("watch", degraded=False, detail="3 folders")])
        assert store.statuses() == (Status("watch", degraded=False, detail="3 folders"),)


def test_events_are_kept_in_order(tmp_path: Path) -> None:
    later, earlier = Event(NOON + 1, "clock-jump", "2 s"), Event(NOON, "clock-jump", "3 s")
    with writer_at(tmp_path) as store:
        store.add(tick(), [later, earlier])
        assert store.events(NOON) == (earlier, later)
        assert store.events(NOON + 1) == (later,)


def test_texts_that_are_no_unicode_are_spelt_out(tmp_path: Path) -> None:
    with writer_at(tmp_path) as store:
        store.add(
            Run(NOON, Trigger.SAVE, ("\udcff.md",)),
            [
                load(1.0, core="\udcff"),
                framework(module("\udcff.md")),
                Status("x", degraded=False, detail="\ud800"),
            ],
        )
        assert store.runs(0)[0].paths == ("\\udcff.md",)
        assert store.measurements.series()[0].labels == (("core", "\\udcff"),)
        assert store.framework().modules[0].path == "\\udcff.md"


def test_before_the_first_write_everything_is_empty(tmp_path: Path) -> None:
    with reader_at(tmp_path) as reader:
        assert reader.framework() == Framework()
        assert (reader.contents(), reader.measurements.series(), reader.runs(0)) == ({}, (), ())
        assert (reader.statuses(), reader.generation()) == ((), 0)
        assert reader.measurements.last_at() == reader.recorded_by() == 0
        assert list(tmp_path.iterdir()) == []


def test_a_reader_from_before_the_first_write_sees_what_comes(tmp_path: Path) -> None:
    with reader_at(tmp_path) as reader:
        assert reader.measurements.series() == ()
        with writer_at(tmp_path) as writer:
            writer.add(tick(), [load(0.5)])
            assert values(reader) == [0.5]


def test_a_reader_cannot_write(tmp_path: Path) -> None:
    with reader_at(tmp_path) as reader, pytest.raises(StoreError, match="opened to be read"):
        reader.add(tick(), [])


def test_a_second_writer_is_told_who_writes(tmp_path: Path) -> None:
    with writer_at(tmp_path) as writer:
        with pytest.raises(LeaseHeldError, match=f"process {os.getpid()}"):
            writer_at(tmp_path)
        assert writer.recorded_by() == os.getpid()
    with writer_at(tmp_path):
        pass


def test_a_root_and_a_link_to_it_share_a_store(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    (tmp_path / "root").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "root")
    with Store.open(tmp_path / "root", writable=True) as writer:
        writer.add(tick(), [load(0.5)])
        with Store.open(tmp_path / "link", writable=False) as reader:
            assert values(reader) == [0.5]
            assert str(writer.path) in reader.status().detail

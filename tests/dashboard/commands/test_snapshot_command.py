"""`perfdash snapshot`, as it is called."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import orjson
import pytest

from collectors.store import Store
from tests.dashboard.commands.outcome import Perfdash
from tests.dashboard.export.schemas import check


def snapshot(perfdash: Perfdash, *words: str | Path) -> dict[str, Any]:
    told = perfdash("snapshot", *words)
    assert (told.code, told.err) == (0, "")
    document: dict[str, Any] = orjson.loads(told.out)
    check(document, "snapshot.schema.json")
    return document


def test_a_snapshot_measures_first(perfdash: Perfdash, harbor: Path) -> None:
    document = snapshot(perfdash, harbor)
    names = {metric["name"] for metric in document["metrics"]}
    assert {"load_seconds", "startup_tokens", "cpu_ratio", "cache_hit_ratio"} <= names
    assert document["root"] == str(harbor)


def test_a_snapshot_may_only_read(perfdash: Perfdash, harbor: Path) -> None:
    assert perfdash("collect", "--once", harbor).code == 0
    with Store.open(harbor, writable=False) as store:
        before = store.runs(0), store.measurements.last_at()
        document = snapshot(perfdash, harbor, "--no-collect")
        assert (store.runs(0), store.measurements.last_at()) == before != ((), 0)
    assert document["modules"] != []


def test_a_snapshot_of_nothing_is_refused(perfdash: Perfdash, harbor: Path) -> None:
    told = perfdash("snapshot", harbor, "--no-collect")
    assert (told.code, told.out) == (2, "")
    assert "nothing was measured here yet" in told.err


@pytest.mark.parametrize("flag", ["-o", "--output"])
def test_a_snapshot_is_written_whole_into_a_file(
    perfdash: Perfdash, harbor: Path, flag: str
) -> None:
    told = perfdash("snapshot", harbor, flag, "it.json")
    assert (told.code, told.out, told.err) == (0, "", "wrote it.json\n")
    check(orjson.loads(Path("it.json").read_bytes()), "snapshot.schema.json")


def test_a_dash_is_no_file_but_the_output(perfdash: Perfdash, harbor: Path) -> None:
    told = perfdash("snapshot", harbor, "-o", "-")
    assert (told.code, told.err) == (0, "")
    check(orjson.loads(told.out), "snapshot.schema.json")
    assert not Path("-").exists()


def test_a_snapshot_is_not_written_through_a_link(perfdash: Perfdash, harbor: Path) -> None:
    Path("precious").write_text("mine")
    Path("it.json").symlink_to("precious")
    told = perfdash("snapshot", harbor, "-o", "it.json")
    assert (told.code, Path("precious").read_text()) == (2, "mine")
    assert "symbolic link" in told.err

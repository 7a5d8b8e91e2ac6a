from __future__ import annotations

from pathlib import Path

import pytest

from collectors.baselines.requests import Action, Request
from collectors.by_hand import ByHand
from collectors.config import Config, LoadConfig
from collectors.errors import BaselineError, LeaseHeldError, StoreError
from collectors.model import Collector, Sample, Trigger
from collectors.store import Store
from tests.collectors.framework.trees import plant
from tests.collectors.scripted import Scripted
from tests.collectors.store.builders import bulky, fill_disk

CALM = Config(load=LoadConfig(budget_ratio=0))


def by_hand(folder: Path, *collectors: Collector) -> ByHand:
    """These collectors, at work on an empty root for a store beside it."""
    return ByHand(
        folder, CALM, open_store=lambda _root, _config: stored(folder), build=lambda _: collectors
    )


def stored(folder: Path) -> Store:
    return Store.at(folder / "store.sqlite3", writable=True)


def test_what_is_measured_is_stored(tmp_path: Path) -> None:
    with by_hand(tmp_path, Scripted(Sample("load_average", 1.0))) as measuring:
        run = measuring.run(Trigger.SAVE, frozenset({"a.md"}))
    with stored(tmp_path) as store:
        assert store.runs(0) == (run,)
        assert run.paths == ("a.md",)


def test_what_cannot_be_stored_fails(tmp_path: Path) -> None:
    def full() -> Store:
        store = stored(tmp_path)
        fill_disk(store)
        return store

    scripted = Scripted(*(bulky(number) for number in range(9)))
    measuring = ByHand(
        tmp_path, CALM, open_store=lambda _root, _config: full(), build=lambda _: (scripted,)
    )
    with measuring, pytest.raises(StoreError, match="disk full"):
        measuring.run(Trigger.START)


def test_it_needs_the_right_to_write(tmp_path: Path) -> None:
    with stored(tmp_path), pytest.raises(LeaseHeldError), by_hand(tmp_path) as measuring:
        measuring.run(Trigger.START)


def test_a_framework_is_measured_as_a_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    (tmp_path / "CLAUDE.md").write_text("Plan the work, then work the plan.")
    with ByHand(tmp_path, Config()) as measuring:
        start, tick = measuring.run(Trigger.START), measuring.run(Trigger.TICK)
    assert (start.failures, tick.failures) == ((), ())
    with Store.open(tmp_path, writable=False) as store:
        assert store.framework().tokens == 9


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A framework whose store lies in a folder of its own."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    return plant(tmp_path / "root", {"CLAUDE.md": "Be brief."})


def test_what_is_asked_of_baselines_is_done_at_once(root: Path) -> None:
    with ByHand(root, CALM) as measuring:
        assert measuring.fulfil(Request(Action.PIN, "before")).startswith("pinned before")
        assert measuring.fulfil(Request(Action.DROP, "before")) == "dropped before"


def test_baselines_need_the_right_to_write_too(root: Path) -> None:
    with Store.open(root, writable=True), pytest.raises(LeaseHeldError):
        ByHand(root, CALM).fulfil(Request(Action.PIN))


def test_where_there_is_no_framework_it_says_what_it_looked_for(root: Path) -> None:
    (root / "CLAUDE.md").unlink()
    with ByHand(root, CALM) as measuring:
        with pytest.raises(BaselineError, match="no prompt framework here"):
            measuring.fulfil(Request(Action.PIN))
        with pytest.raises(BaselineError, match="there is: none yet"):
            measuring.fulfil(Request(Action.DROP))

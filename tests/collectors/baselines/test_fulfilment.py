"""What is asked of baselines is done, or refused with what to do instead."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from collectors.baseline import NONE_YET
from collectors.baselines.fulfilment import Fulfilment
from collectors.baselines.requests import Action, Request
from collectors.baselines.token_figures import figures, recorded
from collectors.errors import BaselineError, StoreError
from collectors.framework.module import Framework
from collectors.model import Run, Trigger
from collectors.scan import scan
from collectors.store import Store
from tests.collectors.framework.trees import plant
from tests.collectors.git.repositories import new_repository
from tests.collectors.sites import site_at
from tests.collectors.store.builders import NOON, fill_disk, free_disk, writer_at

PROJECT = {"CLAUDE.md": "Be brief.", ".claude/commands/plan.md": "Plan."}


@dataclass(frozen=True, slots=True)
class Desk:
    """A root and its store."""

    root: Path
    store: Store

    @property
    def scanned(self) -> Framework:
        """The framework as it lies there now."""
        return scan(site_at(self.root))[0]

    def ask(self, action: Action, name: str = "default", *keys: str, revision: str = "") -> str:
        """Have something done about what lies there now."""
        site = replace(site_at(self.root), memory=self.store)
        run = Run(NOON, Trigger.ASKED)
        fulfilment = Fulfilment(site, self.store, self.scanned, run)
        return fulfilment.of(Request(action, name, revision, keys))

    def recorded(self, name: str = "default") -> dict[str, int]:
        """The token figures that a baseline stands for."""
        baseline = self.store.baselines.named(name)
        assert baseline is not None
        return dict(recorded(baseline.framework, baseline.accepted))


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with writer_at(tmp_path) as store:
        yield Desk(plant(tmp_path / "project", PROJECT), store)


def test_what_lies_on_disk_is_pinned(desk: Desk) -> None:
    said = desk.ask(Action.PIN, "before")
    assert said == "pinned before: what lies on disk, 2 modules, 14 tokens"
    baseline = desk.store.baselines.named("before")
    assert baseline
    assert (baseline.at, baseline.automatic) == (NOON, False)
    assert len(desk.store.baselines.kept()) == 2


def test_a_revision_is_pinned(desk: Desk) -> None:
    repository = new_repository(desk.root)
    commit = repository.commit({})
    repository.commit({"CLAUDE.md": "Be long."})
    assert f"commit {commit[:12]}, 2 modules" in desk.ask(Action.PIN, "before", revision="HEAD~1")
    baseline = desk.store.baselines.named("before")
    assert baseline
    assert baseline.revision == commit


def test_a_revision_that_is_none_is_refused(desk: Desk) -> None:
    with pytest.raises(BaselineError, match="'nowhere' names no commit"):
        desk.ask(Action.PIN, revision="nowhere")


def test_a_framework_that_is_none_is_not_pinned(desk: Desk) -> None:
    site = site_at(desk.root)
    empty = replace(scan(site)[0], modules=())
    fulfilment = Fulfilment(site, desk.store, empty, Run(NOON, Trigger.ASKED))
    with pytest.raises(BaselineError, match="nothing to pin"):
        fulfilment.of(Request(Action.PIN))


def test_what_was_pinned_by_the_same_name_is_replaced_with_what_was_accepted(desk: Desk) -> None:
    desk.ask(Action.PIN)
    plant(desk.root, {"CLAUDE.md": "Be brief and kind."})
    desk.ask(Action.ACCEPT)
    plant(desk.root, {"CLAUDE.md": "Be."})
    desk.ask(Action.PIN)
    assert desk.recorded()["total"] == len("Be.Plan.")


def test_every_figure_that_differs_is_accepted(desk: Desk) -> None:
    desk.ask(Action.PIN)
    plant(desk.root, {"CLAUDE.md": "Be brief, please.", "docs/new.md": "New."})
    assert desk.ask(Action.ACCEPT) == "accepted 6 figures as those of default"
    assert desk.recorded() == dict(figures(desk.scanned))


def test_only_what_is_named_is_accepted(desk: Desk) -> None:
    desk.ask(Action.PIN)
    before = desk.recorded()
    plant(desk.root, {"CLAUDE.md": "Be brief, please."})
    desk.ask(Action.ACCEPT, "default", "startup", "CLAUDE.md")
    after = desk.recorded()
    assert {key for key in after if after[key] != before[key]} == {"startup", "CLAUDE.md"}


def test_what_was_accepted_adds_up(desk: Desk) -> None:
    desk.ask(Action.PIN)
    before = desk.recorded()
    plant(desk.root, {"CLAUDE.md": "Be brief, please."})
    said = desk.ask(Action.ACCEPT, "default", "startup")
    assert said == "accepted 1 figure as that of default"
    desk.ask(Action.ACCEPT, "default", "total")
    now = dict(figures(desk.scanned))
    after = desk.recorded()
    assert {key for key in now if after[key] == now[key] != before[key]} == {"startup", "total"}


def test_there_may_be_nothing_to_accept(desk: Desk) -> None:
    desk.ask(Action.PIN)
    before = desk.store.baselines.generation()
    assert desk.ask(Action.ACCEPT) == "default: every figure is as recorded already"
    assert desk.store.baselines.generation() == before


def test_a_figure_that_is_none_is_refused_with_the_nearest(desk: Desk) -> None:
    desk.ask(Action.PIN)
    with pytest.raises(BaselineError, match=r"'kind:comand' is no .* did you mean 'kind:command'"):
        desk.ask(Action.ACCEPT, "default", "kind:comand")


def test_what_is_dropped_is_gone(desk: Desk) -> None:
    desk.ask(Action.PIN, "before")
    assert desk.ask(Action.DROP, "before") == "dropped before"
    assert desk.store.baselines.listed() == ()
    assert desk.store.baselines.kept() == {}


def test_what_there_is_to_compare_with_is_told_after_every_request(desk: Desk) -> None:
    told = []
    for action in (Action.PIN, Action.DROP, Action.ACCEPT):
        desk.ask(action)
        (status,) = (it for it in desk.store.statuses() if it.part == "baseline")
        told.append(status.detail)
    assert told == ["there is one to compare with", NONE_YET, "there is one to compare with"]


def test_a_baseline_that_accepting_had_to_make_is_told(desk: Desk) -> None:
    said = desk.ask(Action.ACCEPT, "default", "startup")
    assert said == "default: made just now, every figure is as recorded already"


@pytest.mark.parametrize("action", [Action.DROP, Action.ACCEPT])
def test_a_name_that_is_none_is_refused_with_those_there_are(desk: Desk, action: Action) -> None:
    desk.ask(Action.PIN, "before")
    with pytest.raises(BaselineError, match="no baseline called 'after'; there is: before"):
        desk.ask(action, "after")


def test_all_that_is_done_is_told_as_an_event(desk: Desk) -> None:
    said = [desk.ask(Action.PIN)]
    plant(desk.root, {"CLAUDE.md": "Be brief, please."})
    said += [desk.ask(Action.ACCEPT), desk.ask(Action.DROP)]
    events = desk.store.events(0)
    assert [event.detail for event in events] == said
    kinds = ["baseline-pinned", "baseline-accepted", "baseline-dropped"]
    assert [event.kind for event in events] == kinds


def test_what_has_to_wait_for_room_is_not_called_done(desk: Desk) -> None:
    desk.ask(Action.PIN)
    plant(desk.root, {f"docs/{number}.md": f"{number}" * 40 for number in range(500)})
    fill_disk(desk.store)
    with pytest.raises(StoreError, match="waits to be written: not recording: disk full"):
        desk.ask(Action.PIN)
    free_disk(desk.store)


def test_growth_is_accepted_before_a_default_baseline_was_made(desk: Desk) -> None:
    repository = new_repository(desk.root)
    first = repository.commit({})
    repository.git("checkout", "-qb", "change")
    repository.commit({"CLAUDE.md": "Be brief and kind."})
    assert desk.ask(Action.ACCEPT).startswith("accepted ")
    baseline = desk.store.baselines.named("default")
    assert baseline
    assert (baseline.revision, baseline.automatic) == (first, True)
    assert desk.recorded() == dict(figures(desk.scanned))

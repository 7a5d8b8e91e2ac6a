from itertools import islice
from pathlib import Path

from collectors.baselines.inbox import Inbox
from collectors.config import Config
from collectors.store import location
from dashboard import demo
from dashboard.demo import Edit, Pin


def test_the_bundled_framework_is_copied_with_its_hidden_folders(tmp_path: Path) -> None:
    root = demo.lay_out(tmp_path)
    assert (root / ".claude/commands/plan.md").is_file()
    assert sum(path.is_file() for path in root.rglob("*")) == 28


def test_the_author_pins_a_baseline_before_the_first_edit(tmp_path: Path) -> None:
    first, second = islice(demo.steps(demo.lay_out(tmp_path)), 2)
    assert isinstance(first, Pin)
    assert isinstance(second, Edit)


def test_within_a_minute_one_command_is_slower_and_one_component_bigger(tmp_path: Path) -> None:
    root = demo.lay_out(tmp_path)
    slower, bigger = list(islice(demo.steps(root), 3))[1:]
    assert isinstance(slower, Edit)
    assert isinstance(bigger, Edit)
    assert slower.text.count("`docs/") > 20
    assert len(bigger.text) > 2 * len((root / bigger.path).read_text("utf-8"))
    assert sum(step.pause for step in islice(demo.steps(root), 3)) < 40


def test_what_the_author_did_wrong_is_taken_back(tmp_path: Path) -> None:
    root = demo.lay_out(tmp_path)
    edits = [step for step in islice(demo.steps(root), 10) if isinstance(step, Edit)]
    for path in (edits[0].path, edits[1].path):
        assert (root / path).read_text("utf-8") in [edit.text for edit in edits]


def test_a_pin_is_asked_of_whoever_records(home: Path) -> None:
    root = demo.lay_out(home)
    location(root).parent.mkdir(parents=True)
    demo.take(root, Pin(0.0))
    assert len(list(Inbox.beside(location(root)).take())) == 1


def test_loads_are_made_more_often_than_beside_real_work() -> None:
    load = demo.settings(Config()).load
    assert load.rounds > Config().load.rounds
    assert load.budget_ratio > Config().load.budget_ratio


def test_playing_stops_when_told(tmp_path: Path) -> None:
    root = demo.lay_out(tmp_path)
    before = (root / "components/quality/checks.md").read_text("utf-8")
    demo.play(root, stopped=lambda _: True)
    assert (root / "components/quality/checks.md").read_text("utf-8") == before

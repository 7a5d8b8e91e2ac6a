from itertools import islice
from pathlib import Path

from dashboard import demo


def test_the_bundled_framework_is_copied_with_its_hidden_folders(tmp_path: Path) -> None:
    root = demo.lay_out(tmp_path)
    assert (root / ".claude/commands/plan.md").is_file()
    assert sum(path.is_file() for path in root.rglob("*")) == 28


def test_edits_make_one_module_grow_and_then_shrink(tmp_path: Path) -> None:
    root = demo.lay_out(tmp_path)
    sizes = [len(edit.text) for edit in islice(demo.edits(root), 8) if "checks" in edit.path]
    assert sizes[0] < sizes[1] < sizes[2] > sizes[3]


def test_playing_stops_when_told(tmp_path: Path) -> None:
    root = demo.lay_out(tmp_path)
    answers = iter([False, False, True])
    demo.play(root, stopped=lambda _: next(answers))
    assert (root / "components/reporting/announce.md").is_file()

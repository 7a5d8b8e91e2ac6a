"""Which modules load other content than in a baseline."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from collectors.comparing.closures import Closures
from collectors.framework.module import Framework
from collectors.tokens import digest
from tests.collectors.loading.frameworks import including, written

TEXTS = {
    "commands/plan.md": including("components/a.md"),
    "commands/ship.md": including("components/b.md"),
    "components/a.md": "A\n",
    "components/b.md": "B\n",
}


def closures(root: Path, **changed: str) -> Closures:
    """The closures of a framework in which some components say something else."""
    texts = TEXTS | {f"components/{name}.md": text for name, text in changed.items()}
    framework = written(root, texts)
    modules = (replace(it, digest=digest(texts[it.path].encode())) for it in framework.modules)
    return Closures(replace(framework, modules=tuple(modules)))


def test_what_a_module_includes_is_part_of_its_digest(tmp_path: Path) -> None:
    before, after = closures(tmp_path), closures(tmp_path, a="Another A\n")
    assert before.digest("commands/plan.md") != after.digest("commands/plan.md")
    assert before.digest("commands/ship.md") == after.digest("commands/ship.md")


def test_what_is_no_module_has_no_digest(tmp_path: Path) -> None:
    assert closures(tmp_path).digest("commands/gone.md") == ""


def test_nothing_has_changed_between_equal_frameworks(tmp_path: Path) -> None:
    assert closures(tmp_path).changed(closures(tmp_path)) == ()


def test_a_changed_file_comes_before_the_commands_that_load_it(tmp_path: Path) -> None:
    before, after = closures(tmp_path), closures(tmp_path, b="Another B\n")
    assert after.changed(before) == ("components/b.md", "commands/ship.md")


def test_a_reference_that_leads_elsewhere_is_a_change(tmp_path: Path) -> None:
    before = closures(tmp_path)
    modules = (replace(it, references=()) for it in before.framework.modules)
    after = Closures(replace(before.framework, modules=tuple(modules)))
    assert after.changed(before) == ("commands/plan.md", "commands/ship.md")


def test_all_is_new_when_there_was_nothing(tmp_path: Path) -> None:
    assert set(closures(tmp_path).changed(Closures(Framework()))) == set(TEXTS)

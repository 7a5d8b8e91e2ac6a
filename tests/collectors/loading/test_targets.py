from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from collectors.errors import PerfdashError
from collectors.framework.module import Framework, Kind
from collectors.loading.targets import targets, touched, usual
from tests.collectors.loading.frameworks import including, written


def small(root: Path) -> Framework:
    return written(
        root,
        {
            "commands/plan.md": including("components/steps.md"),
            "commands/ship.md": including(),
            "components/steps.md": including("components/tone.md"),
            "components/tone.md": including(),
        },
    )


def test_the_usual_targets_are_the_commands(tmp_path: Path) -> None:
    assert usual(small(tmp_path)) == ("commands/plan.md", "commands/ship.md")


def test_without_commands_they_are_the_modules_that_refer_to_something(tmp_path: Path) -> None:
    framework = written(tmp_path, {"a.md": including("b.md"), "b.md": "Be brief.\n"})
    assert usual(framework) == ("a.md",)


def test_without_references_they_are_all_modules(tmp_path: Path) -> None:
    assert usual(written(tmp_path, {"CLAUDE.md": "Be brief.\n"})) == ("CLAUDE.md",)


def test_a_save_touches_the_module_and_the_commands_that_load_it(tmp_path: Path) -> None:
    touched_paths = touched(small(tmp_path), {"components/tone.md"})
    assert touched_paths == ("components/tone.md", "commands/plan.md")


def test_a_save_outside_the_framework_touches_nothing(tmp_path: Path) -> None:
    assert touched(small(tmp_path), {"notes.txt"}) == ()


def test_a_cycle_is_touched_once(tmp_path: Path) -> None:
    framework = written(tmp_path, {"a.md": including("b.md"), "b.md": including("a.md")})
    assert touched(framework, {"a.md"}) == ("a.md", "b.md")


@pytest.mark.parametrize(
    "name", ["/plan", "plan", "commands/plan.md", "./commands/plan.md", "commands/pl*", "pl?n"]
)
def test_a_module_is_named_in_many_ways(tmp_path: Path, name: str) -> None:
    assert targets(small(tmp_path), (name,)) == ("commands/plan.md",)


def test_an_absolute_path_below_the_root_names_a_module(tmp_path: Path) -> None:
    name = str(tmp_path / "commands/plan.md")
    assert targets(small(tmp_path), (name,)) == ("commands/plan.md",)


def test_a_glob_names_several_and_each_is_loaded_once(tmp_path: Path) -> None:
    assert targets(small(tmp_path), ("components/*", "commands/plan.md", "/plan")) == (
        "components/steps.md",
        "components/tone.md",
        "commands/plan.md",
    )


def test_no_name_means_the_usual_targets(tmp_path: Path) -> None:
    assert targets(small(tmp_path), ()) == ("commands/plan.md", "commands/ship.md")


def test_a_wrong_name_is_answered_with_the_nearest(tmp_path: Path) -> None:
    with pytest.raises(PerfdashError, match=r"'/plam' names no module .* did you mean '/plan'\?"):
        targets(small(tmp_path), ("/plam",))


def test_two_commands_of_one_name_are_both_meant(tmp_path: Path) -> None:
    framework = small(tmp_path)
    twins = tuple(
        replace(module, name="/plan") if module.kind is Kind.COMMAND else module
        for module in framework.modules
    )
    assert len(targets(replace(framework, modules=twins), ("/plan",))) == 2


@pytest.mark.parametrize("name", ["sc:plan", "/sc:plan", "plan", "/plan"])
def test_a_command_of_a_plugin_needs_no_plugin_before_its_name(tmp_path: Path, name: str) -> None:
    framework = small(tmp_path)
    first, *others = framework.modules
    named = replace(framework, modules=(replace(first, name="/sc:plan"), *others))
    assert targets(named, [name]) == ("commands/plan.md",)

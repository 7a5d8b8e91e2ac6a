from __future__ import annotations

from dataclasses import replace

from collectors.baselines.token_figures import figures, recorded, still_accepted
from collectors.framework.module import Framework, Kind, Startup
from tests.collectors.store.builders import module

FRAMEWORK = Framework(
    modules=(
        replace(module("a.md", tokens=10), full_tokens=15),
        replace(module("b.md", tokens=5), kind=Kind.MEMORY, full_tokens=5),
    ),
    startup=Startup(memory_tokens=7),
)


def test_a_framework_is_recorded_whole_by_kind_and_by_module() -> None:
    assert figures(FRAMEWORK) == (
        ("startup", 7),
        ("total", 15),
        ("kind:command", 10),
        ("kind:memory", 5),
        ("a.md", 15),
        ("b.md", 5),
    )


def test_what_was_accepted_counts_in_place_of_what_was() -> None:
    accepted = (("startup", 9), ("new.md", 3))
    assert dict(recorded(FRAMEWORK, accepted)) == {
        **dict(figures(FRAMEWORK)),
        "startup": 9,
        "new.md": 3,
    }


def test_what_a_framework_has_itself_need_not_be_accepted() -> None:
    accepted = (("startup", 9), ("total", 15), ("gone.md", 3), ("a.md", 14))
    assert still_accepted(accepted, FRAMEWORK) == (("startup", 9), ("gone.md", 3))

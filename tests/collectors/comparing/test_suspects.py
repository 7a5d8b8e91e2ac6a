"""Which modules are to be timed against the baseline."""

from __future__ import annotations

from pathlib import Path

import pytest

from collectors.baseline import Baseline, LoadStatistics
from collectors.comparing.closures import Closures
from collectors.comparing.suspects import Suspects, slowdowns
from collectors.framework.module import Framework
from tests.collectors.comparing.frameworks import PLAN, SHIP, A, B, framework


def suspects(root: Path, **changed: str) -> Suspects:
    """What waits when some components say something else than in the baseline."""
    found = Suspects(Closures(framework(root)), ())
    found.renew(Closures(now(root, **changed)), {})
    return found


def now(root: Path, **changed: str) -> Framework:
    return framework(root, {f"components/{name}.md": text for name, text in changed.items()})


def taken(found: Suspects) -> list[str]:
    """Take all that wait, one after another."""
    modules = []
    while suspect := found.next():
        modules.append(suspect.module)
        found.done(suspect)
    return modules


def test_what_is_as_it_was_is_never_compared(tmp_path: Path) -> None:
    assert suspects(tmp_path).next() is None


def test_what_loads_a_changed_file_is_compared_once(tmp_path: Path) -> None:
    found = suspects(tmp_path, a="Another A\n")
    assert taken(found) == [A, PLAN]
    found.renew(Closures(now(tmp_path, a="Another A\n")), {})
    assert taken(found) == []


def test_what_was_compared_by_an_earlier_run_is_not_again(tmp_path: Path) -> None:
    first = suspects(tmp_path, a="Another A\n").next()
    assert first is not None
    found = Suspects(Closures(framework(tmp_path)), (first,))
    found.renew(Closures(now(tmp_path, a="Another A\n")), {})
    assert taken(found) == [PLAN]


def test_other_content_is_another_suspect(tmp_path: Path) -> None:
    found = suspects(tmp_path, a="Another A\n")
    taken(found)
    found.renew(Closures(now(tmp_path, a="A third A\n")), {})
    assert taken(found) == [A, PLAN]


def test_what_seems_slowest_goes_first(tmp_path: Path) -> None:
    found = suspects(tmp_path)
    found.renew(Closures(now(tmp_path, a="2\n", b="2\n")), {SHIP: 1.4, PLAN: 1.1, A: 0.5})
    assert taken(found) == [SHIP, PLAN, B, A]


def test_what_was_just_saved_goes_before_what_seems_slow(tmp_path: Path) -> None:
    found = suspects(tmp_path)
    found.renew(Closures(now(tmp_path, a="2\n", b="2\n")), {SHIP: 1.4})
    found.hurry([A])
    assert taken(found) == [A, SHIP, B, PLAN]


def test_only_what_is_in_a_hurry_is_taken_when_time_is_short(tmp_path: Path) -> None:
    found = suspects(tmp_path, a="2\n", b="2\n")
    assert found.next(only_hurried=True) is None
    found.hurry([B])
    assert found.next(only_hurried=True) == found.next()


def test_what_has_not_changed_since_the_baseline_is_in_no_hurry(tmp_path: Path) -> None:
    found = suspects(tmp_path, a="2\n")
    found.hurry([B, SHIP])
    assert taken(found) == [A, PLAN]


def test_asking_compares_once_more(tmp_path: Path) -> None:
    found = suspects(tmp_path, a="2\n")
    taken(found)
    found.again([PLAN, SHIP, "gone.md"])
    assert taken(found) == [PLAN]


def test_a_new_module_has_nothing_to_be_compared_with(tmp_path: Path) -> None:
    found = Suspects(Closures(Framework()), ())
    found.renew(Closures(now(tmp_path)), {})
    assert taken(found) == []


def test_what_cannot_be_read_waits_for_the_next_scan(tmp_path: Path) -> None:
    found = suspects(tmp_path, a="2\n")
    first = found.next()
    assert first is not None
    found.passed(first)
    assert taken(found) == [PLAN]
    found.renew(Closures(now(tmp_path, a="2\n")), {})
    assert taken(found) == [A]


def test_a_suspect_is_current_until_its_content_changes(tmp_path: Path) -> None:
    found = suspects(tmp_path, a="2\n")
    first = found.next()
    assert first is not None
    assert found.is_current(first)
    found.renew(Closures(now(tmp_path, a="3\n")), {})
    assert not found.is_current(first)


def test_slowdowns_are_newest_loads_over_those_of_the_baseline() -> None:
    loads = LoadStatistics(PLAN, (0.002, 0.001, 0.003)), LoadStatistics(SHIP, ())
    baseline = Baseline("default", 0, Framework(), loads=loads)
    stored = [(PLAN, 1, 9.0), *((PLAN, at, 0.003) for at in range(2, 12)), (SHIP, 3, 1.0)]
    assert slowdowns(baseline, stored) == {PLAN: pytest.approx(1.5)}

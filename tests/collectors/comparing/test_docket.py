"""What is to be compared at one site."""

from __future__ import annotations

from pathlib import Path

from collectors.baseline import Comparison
from collectors.comparing.closures import Closures
from collectors.comparing.docket import Docket
from tests.collectors.comparing.frameworks import (
    PLAN,
    SHIP,
    TEXTS,
    A,
    B,
    Remembering,
    framework,
    site_with,
)

AT = 1_700_000_000_000


def remembering(root: Path) -> Remembering:
    return Remembering(framework(root))


def modules(docket: Docket) -> list[str]:
    """Take every case, one after another."""
    taken = []
    while case := docket.next():
        taken.append(case.suspect.module)
        docket.close(case)
    return taken


def test_a_case_holds_both_contents(tmp_path: Path) -> None:
    docket = Docket(site_with(tmp_path, remembering(tmp_path)))
    docket.follow(framework(tmp_path, {A: "Another A\n"}), at=AT)
    case = docket.next()
    assert case is not None
    contents = [side.members[-1].content for side in (case.pair.old, case.pair.new)]
    assert contents == [b"A\n", b"Another A\n"]


def test_without_a_baseline_there_is_nothing_to_do(tmp_path: Path) -> None:
    memory = remembering(tmp_path)
    memory.held = None
    docket = Docket(site_with(tmp_path, memory))
    docket.follow(framework(tmp_path, {A: "Another A\n"}), at=AT)
    assert docket.next() is docket.self_test() is None


def test_what_a_save_changed_goes_first(tmp_path: Path) -> None:
    docket = Docket(site_with(tmp_path, remembering(tmp_path)))
    docket.follow(framework(tmp_path, {A: "2\n"}), at=AT)
    docket.follow(framework(tmp_path, {A: "2\n", B: "2\n"}), at=AT + 1)
    assert modules(docket) == [B, SHIP, A, PLAN]


def test_what_seems_slow_goes_before_the_rest(tmp_path: Path) -> None:
    memory = remembering(tmp_path)
    memory.slow(SHIP, AT)
    docket = Docket(site_with(tmp_path, memory))
    docket.follow(framework(tmp_path, {A: "2\n", B: "2\n"}), at=AT)
    assert modules(docket)[0] == SHIP


def test_a_new_baseline_is_noticed(tmp_path: Path) -> None:
    memory = remembering(tmp_path)
    docket = Docket(site_with(tmp_path, memory))
    now = framework(tmp_path, {A: "2\n"})
    docket.follow(now, at=AT)
    memory.pin(now)
    docket.follow(now, at=AT + 1)
    assert docket.next() is None


def test_what_is_stored_is_not_compared_again(tmp_path: Path) -> None:
    memory = remembering(tmp_path)
    now = framework(tmp_path, {A: "2\n"})
    then = Closures(framework(tmp_path))
    digests = then.digest(PLAN), Closures(now).digest(PLAN)
    memory.compared = (Comparison(PLAN, "default", *digests, at=AT, blocks=()),)
    docket = Docket(site_with(tmp_path, memory))
    docket.follow(framework(tmp_path, {A: "2\n"}), at=AT)
    assert modules(docket) == [A]


def test_what_is_not_kept_is_passed_over(tmp_path: Path) -> None:
    memory = Remembering(framework(tmp_path), {path: TEXTS[path] for path in (SHIP, B)})
    docket = Docket(site_with(tmp_path, memory))
    docket.follow(framework(tmp_path, {A: "2\n", B: "2\n"}), at=AT)
    assert modules(docket) == [B, SHIP]


def test_a_case_is_closed_by_another_save(tmp_path: Path) -> None:
    docket = Docket(site_with(tmp_path, remembering(tmp_path)))
    docket.follow(framework(tmp_path, {A: "2\n"}), at=AT)
    case = docket.next()
    assert case is not None
    assert docket.is_open(case)
    docket.follow(framework(tmp_path, {A: "3\n"}), at=AT + 1)
    assert not docket.is_open(case)


def test_self_tests_take_turns_and_hold_the_same_twice(tmp_path: Path) -> None:
    docket = Docket(site_with(tmp_path, remembering(tmp_path)))
    docket.follow(framework(tmp_path), at=AT)
    cases = [docket.self_test() for _ in range(3)]
    assert [case.suspect.module for case in cases if case] == [SHIP, PLAN, SHIP]
    assert all(case and case.is_self_test for case in cases)


def test_a_self_test_takes_no_suspect_away(tmp_path: Path) -> None:
    docket = Docket(site_with(tmp_path, remembering(tmp_path)))
    docket.follow(framework(tmp_path, {A: "2\n"}), at=AT)
    for case in (docket.self_test(), docket.self_test()):
        assert case is not None
        docket.close(case)
    assert modules(docket) == [A, PLAN]


def test_a_file_that_is_not_as_scanned_is_no_self_test(tmp_path: Path) -> None:
    docket = Docket(site_with(tmp_path, remembering(tmp_path)))
    docket.follow(framework(tmp_path), at=AT)
    for path in (PLAN, SHIP):
        (tmp_path / path).unlink()
    assert docket.self_test() is None

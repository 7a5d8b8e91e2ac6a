from __future__ import annotations

from collectors.loading.itinerary import Itinerary


def among(*paths: str) -> Itinerary:
    itinerary = Itinerary()
    itinerary.renew(paths, paths)
    return itinerary


def test_every_target_has_its_turn() -> None:
    itinerary = among("a", "b", "c")
    itinerary.loaded("a")
    assert itinerary.upcoming() == ("b", "c", "a")


def test_a_hurried_module_goes_first_and_once() -> None:
    itinerary = among("a", "b", "c")
    itinerary.hurry(("x", "c"))
    assert itinerary.upcoming() == ("x", "c", "a", "b")
    itinerary.loaded("x")
    itinerary.loaded("c")
    assert itinerary.upcoming() == ("a", "b", "c")


def test_a_hurried_module_that_cannot_be_loaded_stays_in_a_hurry() -> None:
    itinerary = among("a", "b")
    itinerary.hurry(("b",))
    itinerary.passed("b")
    assert itinerary.is_hurried("b")


def test_a_target_that_cannot_be_loaded_loses_its_turn() -> None:
    itinerary = among("a", "b")
    itinerary.passed("a")
    assert itinerary.upcoming() == ("b", "a")


def test_a_new_target_comes_before_those_already_loaded() -> None:
    itinerary = among("a", "b")
    itinerary.loaded("a")
    itinerary.renew(("a", "b", "new"), ("a", "b", "new"))
    assert itinerary.upcoming() == ("new", "b", "a")


def test_what_is_gone_is_forgotten() -> None:
    itinerary = among("a", "b")
    itinerary.hurry(("a", "x"))
    itinerary.renew(("b",), ("b",))
    assert itinerary.upcoming() == ("b",)


def test_only_what_was_loaded_and_is_in_no_hurry_is_a_repeat() -> None:
    itinerary = among("a", "b", "c")
    itinerary.loaded("a")
    itinerary.loaded("b")
    itinerary.hurry(("b",))
    assert [itinerary.is_repeat(path) for path in "abc"] == [True, False, False]

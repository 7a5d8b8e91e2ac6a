from __future__ import annotations

import pytest

from tests.collectors.scripted import Sources


def test_time_passes_in_milliseconds() -> None:
    sources = Sources()
    clock = sources.clock()
    sources.pass_seconds(1.5)
    assert clock.now() == 1_000_001_500
    assert clock.check() == ()


def test_a_small_correction_of_the_wall_clock_changes_nothing() -> None:
    sources = Sources()
    clock = sources.clock()
    sources.wall -= 1.9
    assert clock.check() == ()
    assert clock.now() == 1_000_000_000


@pytest.mark.parametrize(
    ("jump", "words"), [(-3600.0, "back by 3,600 s"), (86_400.0, "forward by 86,400 s")]
)
def test_a_jump_is_followed_and_told_once(jump: float, words: str) -> None:
    sources = Sources()
    clock = sources.clock()
    sources.wall += jump
    (event,) = clock.check()
    assert (event.kind, event.at) == ("clock-jump", round(sources.wall * 1000))
    assert words in event.detail
    assert clock.check() == ()


def test_who_only_asks_for_the_time_is_told_the_right_one_after_a_jump() -> None:
    sources = Sources()
    clock = sources.clock()
    sources.wall -= 126_144_000
    assert clock.now() == round(sources.wall * 1000)
    sources.pass_seconds(5)
    assert clock.now() == round(sources.wall * 1000)


def test_a_jump_that_was_followed_is_still_told_and_one_there_and_back_is_none() -> None:
    sources = Sources()
    clock = sources.clock()
    for jump in (3600.0, -1800.0):
        sources.wall += jump
        clock.now()
    (event,) = clock.check()
    assert "forward by 1,800 s" in event.detail
    for jump in (3600.0, -3600.0):
        sources.wall += jump
        clock.now()
    assert clock.check() == ()


def test_a_machine_that_slept_shows_as_a_jump_forward() -> None:
    sources = Sources()
    clock = sources.clock()
    sources.wall += 7200  # the monotonic clock stands still meanwhile
    assert len(clock.check()) == 1
    assert clock.now() == 1_007_200_000


def test_a_duration_does_not_see_the_jump() -> None:
    sources = Sources()
    clock = sources.clock()
    began = clock.monotonic()
    sources.pass_seconds(2)
    sources.wall += 500
    clock.check()
    assert clock.monotonic() - began == 2

from __future__ import annotations

from dashboard.sources.shortening import shorten
from dashboard.sources.tail import Track


def a_track(*times: int) -> Track:
    track = Track()
    track.extend([*times], [float(at) for at in times])
    return track


def test_what_left_the_window_goes_and_with_the_last_of_it_the_series() -> None:
    tracks = {1: a_track(1, 5), 2: a_track(1, 2), 3: a_track(5)}
    assert shorten(tracks, 4, holding=frozenset()) == {1, 2}
    assert {number: [*track.times] for number, track in tracks.items()} == {1: [5], 3: [5]}


def test_a_value_that_holds_is_still_what_it_was() -> None:
    tracks = {1: a_track(1, 2)}
    assert shorten(tracks, 4, holding=frozenset({1})) == {1}
    assert [*tracks[1].times] == [2]

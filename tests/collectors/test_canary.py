from __future__ import annotations

from collectors import canary


def test_a_song_lasts_some_time() -> None:
    assert canary.sing() > 0

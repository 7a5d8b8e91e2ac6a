"""Which alerts a decision is about, and for how long."""

from __future__ import annotations

import pytest

from collectors.decision import Matching, silence

CORE = (("core", "0"),)
HOUR = 3_600_000


def test_a_silence_without_a_time_lasts_as_long_as_it_is_told() -> None:
    quiet = silence(Matching("cpu_ratio"), at=HOUR, hours=0.5, reason="a build")
    assert (quiet.until, quiet.reason) == (HOUR + HOUR // 2, "a build")
    assert quiet.author
    assert (quiet.covers(HOUR), quiet.covers(quiet.until)) == (True, False)


def test_silences_of_two_things_have_two_names() -> None:
    one, other = (silence(Matching(metric), at=1, hours=1.0, reason="") for metric in ("a", "b"))
    assert one.name != other.name


def test_nothing_said_means_every_alert() -> None:
    assert Matching().is_any
    assert Matching().fits("cpu_ratio", CORE, "critical")


@pytest.mark.parametrize(
    "matching",
    [Matching("load_seconds"), Matching(labels=(("core", "1"),)), Matching(severity="info")],
)
def test_everything_said_must_fit(matching: Matching) -> None:
    assert not matching.fits("cpu_ratio", CORE, "critical")
    assert not matching.is_any


def test_more_labels_than_asked_for_fit() -> None:
    assert Matching("cpu_ratio", CORE).fits("cpu_ratio", (*CORE, ("mode", "x")), "info")

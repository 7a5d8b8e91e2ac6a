"""What who records without a screen is told of telemetry."""

from __future__ import annotations

from pathlib import Path

import pytest

from collectors.model import Run, Status, Trigger
from collectors.otlp import OtlpCollector
from collectors.store import Store
from dashboard.commands.listening import Listening

LOOK = min(OtlpCollector.TRIGGERS)


@pytest.fixture
def told() -> list[str]:
    return []


@pytest.fixture
def listening(harbor: Path, told: list[str]) -> Listening:
    return Listening(harbor, told.append)


def stored(root: Path, detail: str, *, trigger: Trigger = LOOK) -> Run:
    """A run in which the collector of telemetry told something."""
    run = Run(1, trigger)
    with Store.open(root, writable=True) as store:
        store.add(run, [Status(OtlpCollector.NAME, degraded=False, detail=detail)])
    return run


def test_what_is_told_is_said_once(harbor: Path, listening: Listening, told: list[str]) -> None:
    for detail in ("listening", "listening", "cannot listen", "listening"):
        listening.on_run(stored(harbor, detail))
    assert told == ["listening", "cannot listen", "listening"]


def test_runs_of_other_collectors_are_passed_over(
    harbor: Path, listening: Listening, told: list[str]
) -> None:
    (other, *_) = (it for it in Trigger if it not in OtlpCollector.TRIGGERS)
    listening.on_run(stored(harbor, "listening", trigger=other))
    assert told == []

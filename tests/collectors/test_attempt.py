from __future__ import annotations

import os

import pytest

from collectors.attempt import attempt, described


def test_work_that_goes_well_raises_nothing() -> None:
    done: list[str] = []
    assert attempt(lambda: done.append("work")) is None
    assert done == ["work"]


def test_what_work_raises_is_handed_over() -> None:
    error = attempt(lambda: [""].remove("nothing"))
    assert isinstance(error, ValueError)


def test_an_interrupt_is_no_failure() -> None:
    def interrupted() -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        attempt(interrupted)


def test_an_error_is_told_by_type_and_message() -> None:
    assert described(ValueError("no such unit")) == "ValueError: no such unit"


def test_an_error_about_a_name_that_is_not_utf8_can_be_stored() -> None:
    told = described(FileNotFoundError(os.fsdecode(b"plan\xff.md")))
    assert told == r"FileNotFoundError: plan\xff.md"


def test_an_error_that_quotes_everything_is_cut() -> None:
    assert len(described(ValueError("x" * 10_000))) == 500

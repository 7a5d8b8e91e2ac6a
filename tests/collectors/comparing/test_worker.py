"""The process that times, without the process."""

from __future__ import annotations

import gc
from io import StringIO

from collectors.comparing.answer import Answer, understood
from collectors.comparing.turns import SAMPLES
from collectors.comparing.worker import serve


def answers(*asked: str) -> list[Answer]:
    """What is said when this is asked of two loads."""
    said = StringIO()
    serve([lambda: sum(range(1_000)), lambda: sum(range(2_000))], asked, said)
    return [understood(line.encode()) for line in said.getvalue().splitlines()]


def test_it_says_that_it_is_ready_before_it_is_asked() -> None:
    (ready,) = answers()
    assert len(ready.footprints) == 2
    assert ready.samples == ()


def test_it_answers_every_line_with_a_block() -> None:
    _, *blocks = answers("\n", "\n")
    assert [[len(side) for side in block.samples] for block in blocks] == [[SAMPLES] * 2] * 2
    assert all(block.canary_seconds > 0 and not block.footprints for block in blocks)


def test_garbage_is_collected_again_afterwards() -> None:
    answers("\n")
    assert gc.isenabled()

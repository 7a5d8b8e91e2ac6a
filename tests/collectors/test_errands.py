from __future__ import annotations

from threading import Thread

from collectors.clock import Clock
from collectors.errands import Errands
from collectors.model import Trigger

PATIENCE = 10.0


def test_who_waits_is_woken_by_an_errand() -> None:
    errands = Errands(Clock())
    taken = list[object]()
    waiting = Thread(target=lambda: taken.append(errands.next()), daemon=True)
    waiting.start()
    errands.ask(Trigger.TICK)
    waiting.join(PATIENCE)
    assert [getattr(errand, "trigger", None) for errand in taken] == [Trigger.TICK]


def test_who_waits_is_woken_by_the_end() -> None:
    errands = Errands(Clock())
    waiting = Thread(target=errands.next, daemon=True)
    waiting.start()
    errands.close()
    waiting.join(PATIENCE)
    assert not waiting.is_alive()


def test_what_was_asked_for_is_not_done_after_the_end() -> None:
    errands = Errands(Clock())
    errands.ask(Trigger.TICK)
    errands.close()
    assert errands.next() is None

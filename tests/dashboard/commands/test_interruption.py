from __future__ import annotations

import signal

from dashboard.commands.interruption import Interruption


def test_it_has_not_come_before_a_signal() -> None:
    assert not Interruption().wait(0)


def test_a_signal_makes_it_come_for_good() -> None:
    interruption = Interruption()
    before = signal.signal(signal.SIGUSR1, interruption.tell)
    try:
        signal.raise_signal(signal.SIGUSR1)
    finally:
        signal.signal(signal.SIGUSR1, before)
    assert interruption.wait()
    assert interruption.wait(0)


def test_a_signal_within_a_wait_ends_it() -> None:
    interruption = Interruption()
    before = signal.signal(signal.SIGALRM, interruption.tell)
    signal.setitimer(signal.ITIMER_REAL, 0.01)
    try:
        assert interruption.wait(20)
    finally:
        signal.signal(signal.SIGALRM, before)

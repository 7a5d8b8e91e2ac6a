from __future__ import annotations

import signal

import pytest

from dashboard.commands.interruption import ENDING, Interruption, tidily


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


def test_what_was_begun_to_ignore_a_closed_terminal_goes_on() -> None:
    interruption = Interruption()
    before = {it: signal.getsignal(it) for it in ENDING}
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        interruption.hear()
        signal.raise_signal(signal.SIGHUP)
        assert not interruption.wait(0)
        signal.raise_signal(signal.SIGTERM)
        assert interruption.wait(0)
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@pytest.mark.parametrize("number", ENDING)
def test_a_signal_leaves_a_block_by_an_exception(number: signal.Signals) -> None:
    before = signal.getsignal(number)
    with pytest.raises(KeyboardInterrupt), tidily():
        signal.raise_signal(number)
    assert signal.getsignal(number) is before

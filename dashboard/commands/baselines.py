"""What the `perfdash baseline` commands do, whether or not another perfdash records."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from collectors.baseline import Baseline
from collectors.baselines.inbox import Inbox
from collectors.baselines.requests import Request
from collectors.by_hand import ByHand
from collectors.config import Config
from collectors.errors import BaselineError, LeaseHeldError
from collectors.store import Store, location
from dashboard.commands.recorder import recorder

_PAUSE_SECONDS = 0.2
_PAUSES = 400
"""Eighty seconds: whoever records looks for requests after every run, and rescans every minute."""


def baselines(root: Path) -> tuple[Baseline, ...]:
    """The baselines of a framework, by name."""
    with Store.open(root, writable=False) as store:
        return store.baselines.listed()


def baseline(root: Path, name: str) -> Baseline:
    """One of them; raise `BaselineError` when there is none of this name."""
    with Store.open(root, writable=False) as store:
        found = store.baselines.named(name)
    if found is None:
        raise BaselineError(
            f"there is no baseline called {name!r} here; see perfdash baseline list."
        )
    return found


def ask(
    root: Path,
    config: Config,
    request: Request,
    *,
    on_wait: Callable[[int], None] = lambda _: None,
    pause: Callable[[float], None] = time.sleep,
) -> str:
    """Fulfil a request, or have the perfdash that records fulfil it, and say what was done.

    `on_wait` is told which process is waited for. Raises `PerfdashError` for what cannot be done.
    """
    try:
        with ByHand(root, config) as by_hand:
            return by_hand.fulfil(request)
    except LeaseHeldError:
        on_wait(recorder(root))
    inbox = Inbox.beside(location(root))
    ticket = inbox.put(request)
    try:
        for _ in range(_PAUSES):
            if answer := inbox.answered(ticket):
                if answer.failed:
                    raise BaselineError(answer.said)
                return answer.said
            if not recorder(root) and inbox.withdraw(ticket):
                return ask(root, config, request, on_wait=on_wait, pause=pause)
            pause(_PAUSE_SECONDS)
    finally:
        inbox.withdraw(ticket)
    raise BaselineError(
        f"the perfdash that records {root} (process {recorder(root)}) does not answer;"
        " stop it, then ask again."
    )

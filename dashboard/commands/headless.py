"""What the commands do that need no screen."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import closing, suppress
from functools import partial
from pathlib import Path

from collectors.baselines.inbox import Inbox
from collectors.by_hand import ByHand
from collectors.catch_up import catch_up
from collectors.clock import Clock
from collectors.config import Config
from collectors.consent import Consent
from collectors.errors import LeaseHeldError, PerfdashError, StoreError
from collectors.model import Run, Trigger
from collectors.schedule import Scheduler
from collectors.store import Store
from collectors.store.location import location
from dashboard.commands.interruption import Waiting
from dashboard.commands.narration import Narration
from dashboard.commands.recorder import recorder
from dashboard.connection import Connection, OnRun
from dashboard.notices.channels import channels
from dashboard.notices.herald import Herald, Unwritten
from dashboard.reading import Reading, read
from dashboard.sessions import Detail
from dashboard.sources.local import LocalSource
from dashboard.sources.session_book import detail_of
from dashboard.sources.witnessed import Bystander, WitnessedSource

_MOST_SECONDS = 60.0
"""For transcripts that nobody read yet; what is left is read the next time."""


def take_reading(root: Path, config: Config, *, collect: bool) -> Reading:
    """Read the store; if asked to, and if nobody else does, measure one round first."""
    if not collect:
        return _reading(root, config, otherwise="leave out --no-collect")
    if process := recorder(root):
        otherwise = f"process {process} records it, and may have trouble: see perfdash doctor"
        return _reading(root, config, otherwise=otherwise)
    collect_once(root, config)
    return _reading(root, config, otherwise="see perfdash doctor")


def collect(
    root: Path,
    config: Config,
    *,
    stopped: Waiting,
    on_run: Callable[[Run], None],
    on_hindrance: Callable[[str], None] = lambda _: None,
) -> None:
    """Measure until stopped; raise `StoreError` when there is no store to be had.

    `on_hindrance` is told why nothing can be written, and nothing once it can be again.
    """
    _require_store(root, config)
    hindrance = ""

    def hear(run: Run) -> None:
        nonlocal hindrance
        on_run(run)
        if scheduler.blocked != hindrance:
            hindrance = scheduler.blocked
            on_hindrance(hindrance)

    with Scheduler(root, config, on_run=hear) as scheduler:
        scheduler.start()
        found = channels(config)
        if found or config.wishes:
            herald = Herald(root.name, config.notify, scheduler, found)
            _tell(root, config, herald, scheduler, stopped)
        stopped.wait()


def collect_once(root: Path, config: Config) -> tuple[Run, ...]:
    """Measure one round, and read what sessions wrote; narrated where that takes long.

    Raises `LeaseHeldError` when another perfdash records.
    """
    with ByHand(root, config) as by_hand:
        runs = _measure_round(by_hand)
    catch_up(root, config, on_step=Narration(), most_seconds=_MOST_SECONDS)
    return runs


def connect(root: Path, config: Config, on_run: OnRun, *, collect: bool) -> Connection:
    """Give a screen the root's store, and who fills it; `StoreError` when it cannot be made."""
    local = LocalSource.of(root, config.sessions.config_dirs)
    reach = partial(
        Connection,
        kept=partial(_kept, root),
        details=partial(_detail, root),
        show_all_roots=partial(setattr, local, "all_roots"),
    )
    if not collect:
        crier = Herald(root.name, config.notify, Unwritten(), ())
        put = Inbox.beside(location(root)).put
        source = WitnessedSource(local, Bystander())
        return reach(source, crier=crier, decide=put)
    if not os.path.exists(location(root)):  # noqa: PTH110 - a Path raises where nobody may look
        with suppress(LeaseHeldError):
            _require_store(root, config)
    scheduler = Scheduler(root, config, on_run=on_run)
    crier = Herald(root.name, config.notify, scheduler, channels(config))
    source = WitnessedSource(local, scheduler)
    return reach(source, scheduler, crier, scheduler.decide)


def _tell(
    root: Path, config: Config, herald: Herald, scheduler: Scheduler, stopped: Waiting
) -> None:
    """Read as often as a screen would, and tell what is new, until stopped."""
    consent = Consent(root, config)
    herald.start()
    with closing(LocalSource.of(root, config.sessions.config_dirs)) as local:
        source = WitnessedSource(local, scheduler)
        while not stopped.wait(config.dashboard.refresh_seconds):
            with suppress(StoreError):  # it is told by the runs that cannot be stored either
                herald.hear(read(source, consent.config(), Clock().now()))
    herald.stop()


def _measure_round(by_hand: ByHand) -> tuple[Run, ...]:
    """Scan, load every command there is time for, and sample the machine over that span."""
    runs = []
    for trigger in (Trigger.START, Trigger.ASKED, Trigger.TICK):
        runs.append(by_hand.run(trigger))
        _complain(runs[-1])
    return tuple(runs)


def _reading(root: Path, config: Config, *, otherwise: str) -> Reading:
    """Read the store; where nothing is stored, raise what to do."""
    with closing(LocalSource.of(root, config.sessions.config_dirs)) as source:
        reading = read(source, config, Clock().now())
    if not reading.snapshot.framework.modules:
        raise PerfdashError(f"{root}: nothing was measured here yet; {otherwise}")
    return reading


def _complain(run: Run) -> None:
    """Raise what kept the framework from being scanned: nothing else can be told then."""
    for failure in run.failures:
        if failure.collector == "scan":
            raise PerfdashError(failure.error)


def _kept(root: Path, digest: str) -> bytes | None:
    """A text that a baseline keeps."""
    with Store.open(root, writable=False) as store:
        return store.baselines.blob(digest)


def _detail(root: Path, session: str) -> Detail | None:
    """All that is stored of a session."""
    with Store.open(root, writable=False) as store:
        return detail_of(store, session)


def _require_store(root: Path, config: Config) -> None:
    """Raise now what a scheduler would only try again."""
    Store.open(root, writable=True, config=config.store).close()

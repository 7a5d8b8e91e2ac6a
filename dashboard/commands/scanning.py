"""Scans and loads that a user asks for by command; they import no more than they need."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from collectors.clock import Clock
from collectors.config import Config
from collectors.errors import StoreError
from collectors.framework.footing import holds
from collectors.framework.module import Framework
from collectors.model import Run, Trigger
from collectors.store import Store
from collectors.tokens import Cl100k, RememberedTokenizer, Tokenizer

if TYPE_CHECKING:
    from collectors.loading.runs import Skipped
    from collectors.loading.timing import LoadTiming


def scan(root: Path, config: Config) -> Framework:
    """Scan a framework, and remember what was counted if nobody else is writing."""
    known = _remembered(root, config)
    return known or _scan(root, config)[0]


def load(
    root: Path, config: Config, names: tuple[str, ...], *, rounds: int
) -> tuple[int, Iterator[LoadTiming | Skipped]]:
    """How many modules were asked for, and the loads of each as they are timed."""
    from collectors.loading.runs import time_each
    from collectors.loading.targets import targets

    framework, tokenizer = _scan(root, config)
    paths = targets(framework, names)
    timings = time_each(
        framework, paths, root=root, tokenizer=tokenizer, rounds=rounds, config=config
    )
    return len(paths), timings


def _remembered(root: Path, config: Config) -> Framework | None:
    """The framework as last scanned, when a scan would find nothing else."""
    try:
        with Store.open(root, writable=False) as store:
            footing = store.footing()
            if footing is None or not holds(footing, root, config, Cl100k.name):
                return None
            framework = store.framework()
            # Whoever records another framework meanwhile replaces what it rests on as well.
            return framework if store.footing() == footing else None
    except StoreError:  # A scan that may write does what can be done about it.
        return None


def _scan(root: Path, config: Config) -> tuple[Framework, Tokenizer]:
    """A framework, and the tokenizer that knows every text of it."""
    from collectors.scan import scan as scan_site
    from collectors.site import Site

    with _store(root, config) as store:
        tokenizer = RememberedTokenizer(Cl100k(brief=True), store.token_counts())
        framework, records = scan_site(Site(root, config, tokenizer, store))
        if store.writable:
            store.add(Run(Clock().now(), Trigger.ASKED), (*records, *tokenizer.fresh()))
    return framework, tokenizer


@contextmanager
def _store(root: Path, config: Config) -> Iterator[Store]:
    """The root's store, to write if it is free, else to read."""
    try:
        store = Store.open(root, writable=True, config=config.store)
    except StoreError:
        store = Store.open(root, writable=False)
    with store:
        yield store

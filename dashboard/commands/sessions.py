"""Sessions of Claude Code, with what was written of them until now."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from collectors.catch_up import catch_up
from collectors.config import Config
from collectors.session_progress import Backlog
from collectors.store import Store
from dashboard.sessions import Sessions
from dashboard.sources.session_book import SessionBook, Wanted
from dashboard.sources.span import Span
from dashboard.sources.whereabouts import Whereabouts


def take_sessions(
    root: Path,
    config: Config,
    *,
    all_roots: bool,
    span: Span,
    now: int,
    on_step: Callable[[Backlog], None],
    on_asked: Callable[[], None] = lambda: None,
) -> Sessions:
    """Read what is new, unless another perfdash does; say what is known of a span of time.

    That one is asked to read all roots if those are wanted, which `on_asked` hears of. `now` is in
    unix milliseconds. Raises `StoreError` when nothing can be stored or read.
    """
    if not catch_up(root, config, all_roots=all_roots, on_step=on_step) and all_roots:
        on_asked()
    project = Whereabouts.of(root.resolve(), config.sessions.config_dirs).project
    with closing(Store.open(root, writable=False)) as store:
        # Somebody looked just now which sessions run: another perfdash, or this one.
        wanted = Wanted(project, all_roots=all_roots)
        return SessionBook(store, span).sessions(now, wanted)

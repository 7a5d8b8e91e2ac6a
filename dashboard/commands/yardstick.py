"""What a check is held against, wherever that is kept: in the store, or in the repository."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from collectors import git
from collectors.baseline import DEFAULT_NAME, NO_BASELINE, Baseline
from collectors.baselines.pinning import pin_revision
from collectors.baselines.token_figures import still_accepted
from collectors.errors import BaselineError
from collectors.git.hindrance import hindrance
from collectors.model import Run, Trigger
from collectors.site import Memory, Site
from collectors.store import Store

NOTHING = "none"
"""What stands for limits alone in place of a baseline."""


@dataclass(frozen=True, slots=True)
class Yardstick:
    """A baseline, and what remembers the contents it keeps."""

    baseline: Baseline
    memory: Memory


@contextmanager
def yardstick(site: Site, against: str, *, at: int) -> Iterator[Yardstick]:
    """Find what is asked for: a baseline by its name, a commit, nothing, or the usual one.

    That is what was pinned as the default, else the merge base with the main branch, else what
    perfdash remembered first. A commit is read into a store of its own, which is gone afterwards.
    Raises `BaselineError` when there is nothing to compare with.
    """
    wanted = _named(site, against) if against else _usual(site)
    if isinstance(wanted, Baseline):
        yield Yardstick(wanted, site.memory)
        return
    with (
        TemporaryDirectory(prefix="perfdash-check-") as folder,
        Store.at(Path(folder, "check.sqlite3"), writable=True) as store,
    ):
        # Contents that the user's store keeps already would not be kept by this one.
        apart = replace(site, memory=store)
        records = tuple(
            pin_revision(apart, wanted, name=wanted if against else DEFAULT_NAME, at=at)
        )
        store.add(Run(at, Trigger.ASKED), records)
        made = next(it for it in records if isinstance(it, Baseline))
        yield Yardstick(made if against else _automatic(made, site), store)


def _named(site: Site, against: str) -> Baseline | str:
    """What a user means: a baseline, or the full hash of a commit."""
    if against == NOTHING:
        return NO_BASELINE
    found = site.memory.baselines.named(against) or git.resolve(site.root, against)
    if not found:
        raise BaselineError(
            f"{against[:80]!r} is no baseline of {site.root} (perfdash baseline list), and no"
            f" commit that git finds there. {_lacking(site.root)} Mend that, or check limits"
            " alone: --against none."
        )
    return found


def _usual(site: Site) -> Baseline | str:
    known = site.memory.baselines.named(DEFAULT_NAME)
    if known and not known.automatic:
        return known
    base = git.merge_base(site.root)
    found = known if known and base in {"", known.revision} else base
    if not found:
        raise BaselineError(
            f"there is nothing to compare {site.root} with: no baseline was pinned, and git finds"
            f" no commit that it shares with a main branch. {_lacking(site.root)} Mend that,"
            " name a commit (--against REV), pin what is there now (perfdash baseline pin), or"
            " check limits alone (--against none)."
        )
    return found


def _lacking(root: Path) -> str:
    """Why git finds no commit, or why that may be."""
    if why := hindrance(root):
        return f"{why[0].upper()}{why[1:]}."
    if not git.resolve(root, "HEAD"):
        return "Nothing was committed there yet."
    return "A shallow checkout lacks most commits: fetch more (fetch-depth: 0 of actions/checkout)."


def _automatic(made: Baseline, site: Site) -> Baseline:
    """The merge base as perfdash itself would pin it, with what was accepted before."""
    known = site.memory.baselines.named(DEFAULT_NAME)
    accepted = still_accepted(known.accepted, made.framework) if known else ()
    return replace(made, automatic=True, accepted=accepted)

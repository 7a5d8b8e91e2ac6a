"""What the store says of sessions, read little by little and folded once for each change."""

from __future__ import annotations

from collections import Counter, OrderedDict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from collectors.presence import Presence
from collectors.session import Counts, Session, release
from collectors.session_progress import Transcript
from collectors.store import Store
from collectors.store.session_tables.outline import Outline
from dashboard.sessions import QUIET_MS, Detail, Sessions, Summary
from dashboard.sources.liveness import ENDED, Liveness, liveness
from dashboard.sources.running_sums import RunningSums
from dashboard.sources.session_fold import Fold
from dashboard.sources.span import ALWAYS, Span

_OPEN_FOLDS = 4
"""Sessions whose rows stay in memory: those that changed last may soon change again."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which sessions are to be shown."""

    project: str = ""
    """Those that began in this folder or below it are the root's; empty means all are."""
    all_roots: bool = False
    """Whether those of other roots are shown too."""
    recorded: bool = True
    """Whether somebody records: otherwise nobody knows which sessions run."""


def detail_of(store: Store, session: str) -> Detail | None:
    """All that a store knows of one session, read once; None when it knows nothing."""
    fold = Fold(session)
    fold.take(store.sessions.rows(session))
    return fold.detail() if fold.revision else None


class SessionBook:
    """What was read so far; the same objects as before, as long as nothing changed."""

    def __init__(self, store: Store, span: Span = ALWAYS) -> None:
        """Take what to read, and when what was done counts."""
        self._store = store
        self._span = span
        self._revision = 0
        self._known: dict[str, Session] = {}
        self._stale: set[str] = set()
        """Sessions that changed since they were summed up."""
        self._unsettled: set[str] = set()
        """Sessions whose last turn may go on."""
        self._summaries: dict[str, Summary] = {}
        self._folds: OrderedDict[str, Fold] = OrderedDict()
        self._odd: dict[str, Transcript] = {}
        self._presence = Presence()
        self._newest: Session | None = None
        self._liveness = ENDED
        """Of the session that is the current one."""
        self._common = Sessions()
        """What is not of single sessions."""
        self._shown: tuple[Wanted, Sessions] | None = None

    def sessions(self, now: int, wanted: Wanted) -> Sessions:
        """Say what is known by now (unix milliseconds)."""
        changed = self._follow()
        due = self._due(now)
        if self._shown is None or changed or due or self._has_lapsed(now, wanted):
            self._stale |= due
            self._shown = wanted, self._made(now, wanted)
        return self._shown[1]

    def detail(self, session: str) -> Detail | None:
        """All that is known of one session; None when it is not known."""
        if session not in self._known:
            return None
        fold = self._folds.get(session)
        if fold is None or session in self._stale:
            fold = self._read(session)
        return fold.detail()

    def _follow(self) -> bool:
        """Read what changed since the last time; say whether anything did."""
        revision = self._store.sessions.revision()
        if revision == self._revision:
            return False
        for session in self._store.sessions.changed(self._revision):
            self._known[session.id] = session
            self._stale.add(session.id)
        self._odd.update(self._store.sessions.oddities(self._revision))
        self._presence = self._store.sessions.presence()
        self._common = Sessions(
            ratings=self._store.sessions.ratings(),
            backlog=self._store.sessions.backlog(),
            versions=_versions(self._known.values()),
            unknown=_unknown(self._odd.values()),
            broken_lines=sum(it.broken_lines for it in self._odd.values()),
        )
        self._revision = revision
        return True

    def _due(self, now: int) -> set[str]:
        """Sessions whose last turn does not go on any more."""
        return {it for it in self._unsettled if self._is_quiet(it, now)}

    def _has_lapsed(self, now: int, wanted: Wanted) -> bool:
        """Whether others are wanted now, or the current session went on only until now."""
        if self._shown is None or self._shown[0] != wanted:
            return True
        return not self._presence.noted and self._judged(now, wanted) != self._liveness

    def _judged(self, now: int, wanted: Wanted) -> Liveness:
        if self._newest is None:
            return ENDED
        return liveness(self._newest, self._presence, now, recorded=wanted.recorded)

    def _is_quiet(self, session: str, now: int) -> bool:
        return now - self._known[session].last_at > QUIET_MS

    def _made(self, now: int, wanted: Wanted) -> Sessions:
        counted = [it for it in self._known.values() if self._span.meets(it.started_at, it.last_at)]
        counted.sort(key=lambda it: (-it.last_at, it.id))
        near = [it.id for it in counted if _is_in(it, wanted.project)]
        shown = [it.id for it in counted] if wanted.all_roots else near
        living = self._living(near) if wanted.recorded else ""
        current = living or next(iter(near), "")
        self._sum_up([it for it in reversed(shown) if it in self._stale], current, now)
        self._newest = self._known.get(current)
        self._liveness = Liveness(live=True) if living else self._judged(now, wanted)
        return replace(
            self._common,
            current=self.detail(current),
            live=self._liveness.live,
            recent=self._liveness.recent,
            summaries=tuple(self._counting(shown)),
            all_roots=wanted.all_roots,
        )

    def _counting(self, sessions: Iterable[str]) -> Iterator[Summary]:
        """Those that did anything in a span that ends: some were at work before and after alone."""
        for summary in map(self._summaries.__getitem__, sessions):
            if not self._span.ends or summary != Summary(summary.session):
                yield summary

    def _sum_up(self, sessions: Sequence[str], current: str, now: int) -> None:
        """Add up those that changed, the newest last: the rows read last stay in memory."""
        # Most sessions are over: rows are only read of one that changes under our eyes.
        over = [it for it in sessions if it != current and it not in self._summaries]
        outlines = self._store.sessions.outlines(over, self._span.since, self._span.until)
        for session in sessions:
            known, sums = self._added_up(session, outlines.get(session))
            quiet = self._is_quiet(session, now)
            self._summaries[session] = sums.summary(known, quiet=quiet)
            self._stale.discard(session)
            self._unsettled.discard(session)
            if sums.unsettled and not quiet:
                self._unsettled.add(session)

    def _added_up(self, session: str, outline: Outline | None) -> tuple[Session, RunningSums]:
        if outline is None:
            fold = self._read(session)
            return fold.session, fold.sums
        sums = RunningSums(self._span)
        sums.take_outline(outline)
        return self._known[session], sums

    def _read(self, session: str) -> Fold:
        fold = self._folds.pop(session, None) or Fold(session, self._span)
        fold.take(self._store.sessions.rows(session, fold.revision))
        self._folds[session] = fold
        if len(self._folds) > _OPEN_FOLDS:
            self._folds.popitem(last=False)
        return fold

    def _living(self, near: Sequence[str]) -> str:
        """The session of this root that runs and was most recently at work."""
        running = (it.session for it in self._presence.living)
        return next((it for it in running if it in near), "")


def _is_in(session: Session, project: str) -> bool:
    """Whether a session began in a folder or below it; in no folder all did."""
    # Paths as objects would be most of what a reading of many sessions costs.
    return not project or f"{session.root}/".startswith(f"{project.rstrip('/')}/")


def _versions(sessions: Iterable[Session]) -> tuple[str, ...]:
    return tuple(sorted({it.version for it in sessions if it.version}, key=release))


def _unknown(transcripts: Iterable[Transcript]) -> Counts:
    counts = Counter[str]()
    for transcript in transcripts:
        for name, count in transcript.unknown:
            counts[name] += count
    return tuple(sorted(counts.items()))

"""How a request is fulfilled by whoever may write to the store."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from difflib import get_close_matches

from collectors import git
from collectors.baseline import DEFAULT_NAME, Baseline, standing
from collectors.baselines.default_baseline import BaselineCollector
from collectors.baselines.pinning import pin, pin_revision
from collectors.baselines.requests import Action, Request
from collectors.baselines.token_figures import figures, recorded
from collectors.errors import BaselineError, StoreError
from collectors.framework.module import Framework
from collectors.model import Event, Occasion, Record, Run, Status, Trigger
from collectors.site import Site
from collectors.store import Store


@dataclass(frozen=True, slots=True)
class Fulfilment:
    """What a request is fulfilled with."""

    site: Site
    store: Store
    framework: Framework
    """As just scanned."""
    run: Run
    """What is stored is stored as its result, with an event that says what was done."""

    def of(self, request: Request) -> str:
        """Do what is asked, and say what was done.

        Raises `BaselineError` when it cannot be done, `StoreError` when it cannot be written.
        """
        said = self._done(request)
        detail = standing([it.name for it in self.store.baselines.listed()])
        self.store.add(self.run, [Status("baseline", degraded=False, detail=detail)])
        return said

    def _done(self, request: Request) -> str:
        match request.action:
            case Action.PIN:
                return self._pin(request)
            case Action.ACCEPT:
                return self._accept(request)
            case Action.DROP:
                return self._drop(request.name)

    def _pin(self, request: Request) -> str:
        records = tuple(self._made(request))
        baseline = next(it for it in records if isinstance(it, Baseline))
        framework, revision = baseline.framework, baseline.revision
        source = f"commit {revision[:12]}" if revision else "what lies on disk"
        count = len(framework.modules)
        modules = f"{count:,} module{'' if count == 1 else 's'}"
        said = f"pinned {request.name}: {source}, {modules}, {framework.tokens:,} tokens"
        return self._keep(Event(self.run.at, "baseline-pinned", said), *records)

    def _made(self, request: Request) -> Iterator[Record]:
        site, name, at = self.site, request.name, self.run.at
        if not request.revision:
            if not self.framework.modules:
                raise BaselineError(
                    f"{site.root}: there is nothing to pin: no framework was found."
                )
            return pin(site, self.framework, name=name, at=at)
        commit = git.resolve(site.root, request.revision)
        if not commit:
            raise BaselineError(
                f"{request.revision[:80]!r} names no commit of a repository that holds {site.root}."
            )
        return pin_revision(site, commit, name=name, at=at)

    def _accept(self, request: Request) -> str:
        was_there = self.store.baselines.origin(request.name) is not None
        baseline = self._renewed(request.name)
        if baseline is None:
            raise self._unknown(request.name)
        now = dict(figures(self.framework))
        for key in request.keys:
            _check(key, now)
        before = dict(recorded(baseline.framework, baseline.accepted))
        accepted = {key: now[key] for key in request.keys or now if now[key] != before.get(key)}
        if not accepted:
            made = "" if was_there else "made just now, "
            return f"{request.name}: {made}every figure is as recorded already"
        merged = tuple(sorted((dict(baseline.accepted) | accepted).items()))
        figures_as = "figures as those" if len(accepted) > 1 else "figure as that"
        said = f"accepted {len(accepted):,} {figures_as} of {request.name}"
        event = Event(self.run.at, "baseline-accepted", said)
        return self._keep(event, replace(baseline, accepted=merged))

    def _renewed(self, name: str) -> Baseline | None:
        """A baseline; the default one as it is to be now, though no rescan has made it so yet."""
        if name == DEFAULT_NAME:
            occasion = Occasion(Trigger.ASKED, self.run.at, self.framework)
            made = tuple(BaselineCollector(self.site).collect(occasion))
            self.store.add(self.run, made)
        return self.store.baselines.named(name)

    def _drop(self, name: str) -> str:
        if not self.store.drop_baseline(name):
            raise self._unknown(name)
        said = f"dropped {name}"
        self.store.add(self.run, [Event(self.run.at, "baseline-dropped", said)])
        return said

    def _unknown(self, name: str) -> BaselineError:
        known = ", ".join(it.name for it in self.store.baselines.listed()) or "none yet"
        return BaselineError(f"there is no baseline called {name!r}; there is: {known}.")

    def _keep(self, event: Event, *records: Record) -> str:
        """Store what was made, and return the event's words; `StoreError` while it has to wait."""
        store, said = self.store, event.detail
        before = store.baselines.generation()
        store.add(self.run, (*records, event))
        if store.baselines.generation() == before:
            raise StoreError(f"{said}, but that waits to be written: {store.status().detail}.")
        return said


def _check(key: str, known: Collection[str]) -> None:
    if key not in known:
        near = get_close_matches(key, known, n=1, cutoff=0.0)
        hint = f"; did you mean {near[0]!r}?" if near else "."
        raise BaselineError(f"{key[:80]!r} is no token figure of this framework{hint}")

"""What is asked of whoever records, through its inbox, and what is answered."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from collectors import decision_text
from collectors.attempt import attempt, described
from collectors.baselines.fulfilment import Fulfilment
from collectors.baselines.inbox import Inbox
from collectors.baselines.requests import Answer, Request, request_of
from collectors.clock import Clock
from collectors.config import Config
from collectors.model import Event, Run, Trigger
from collectors.rounds import Rounds
from collectors.site import Site


class Serving:
    """Does for a root what others ask; for the thread that measures."""

    def __init__(self, root: Path, config: Config, clock: Clock) -> None:
        self._root = root
        self._config = config
        self._clock = clock

    def serve(
        self, rounds: Rounds, *, rescan: Callable[[], None], on_run: Callable[[Run], None]
    ) -> None:
        """Fulfil what the inbox holds, about the framework as it lies there by then."""
        inbox = Inbox.beside(rounds.store.path)
        for ticket, text in inbox.take():
            if not decision_text.is_decision(text):
                rescan()
            run = Run(self._clock.now(), Trigger.ASKED)
            inbox.answer(ticket, self._answer(text, rounds, run))
            on_run(run)

    def fulfil(self, request: Request, rounds: Rounds, run: Run) -> str:
        """Do what is asked, and say what was done; raise `PerfdashError` when it cannot be."""
        site = Site(self._root, self._config, rounds.tokenizer, rounds.store)
        return Fulfilment(site, rounds.store, rounds.framework, run).of(request)

    def _answer(self, text: bytes, rounds: Rounds, run: Run) -> Answer:
        said: list[str] = []
        error = attempt(lambda: said.append(self._heed(text, rounds, run)))
        if error is None:
            return Answer(said[0])
        rounds.store.add(run, [Event(run.at, "baseline-refused", described(error))])
        return Answer(described(error), failed=True)

    def _heed(self, text: bytes, rounds: Rounds, run: Run) -> str:
        """Do what somebody left in the inbox, and say what was done."""
        if decision := decision_text.decision_of(text):
            rounds.store.add(run, [decision])
            return "noted"
        return self.fulfil(request_of(text), rounds, run)

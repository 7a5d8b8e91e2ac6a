"""Who hears every reading, writes down what is shown, and tells what is new in it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from collectors.config import Config, NotifyConfig
from collectors.model import Event, Record
from dashboard.analysis.alerting.alert import Severity
from dashboard.analysis.alerting.attention import silenced_until
from dashboard.analysis.alerting.chronicle import as_alert, entries
from dashboard.analysis.alerting.group import Group, gathered, groups
from dashboard.analysis.alerting.life import State
from dashboard.notices.channel import Channel, Outcome
from dashboard.notices.channels import channels
from dashboard.notices.courier import Courier
from dashboard.notices.ledger import Ledger, Told
from dashboard.notices.notice import Notice
from dashboard.reading import Reading


class Notebook(Protocol):
    """Who stores what is noted; the scheduler."""

    @property
    def recording(self) -> bool:
        """Whether it writes to the store, and so is the one to tell others."""
        ...

    def note(self, *records: Record) -> None:
        """Store records soon."""
        ...


class Unwritten:
    """A notebook of one who only views."""

    recording = False

    def note(self, *records: Record) -> None:
        """Store nothing."""


class Herald:
    """Hears readings one after the other, in any thread; only one that records tells others."""

    def __init__(
        self, root: str, config: NotifyConfig, notebook: Notebook, served: tuple[Channel, ...]
    ) -> None:
        """Take the name of the framework's folder, and where notices go."""
        self._root = root
        self._least = Severity(config.severity)
        self._repeat = round(config.repeat_hours * 3_600_000)
        self._notebook = notebook
        self._ledger: Ledger | None = None
        self._now = 0
        self._dropped = 0
        self._wished = _wished(config)
        self._courier = Courier(served, per_minute=config.per_minute, on_outcome=self._outcome)

    def start(self) -> None:
        """Begin to deliver."""
        self._courier.start()

    def stop(self) -> None:
        """Tell nothing more."""
        self._courier.stop()

    def hear(self, reading: Reading) -> tuple[Notice, ...]:
        """What is to be told now; it is on its way already, and what is shown is written down.

        While nobody records, as before the first run, all that is known may be out of date.
        """
        snapshot, verdict = reading.snapshot, reading.verdict
        if not snapshot.recording:
            return ()
        self._now = snapshot.taken_at
        self._notebook.note(*entries(verdict.alerts, snapshot.alert_log, now=self._now))
        if self._ledger is None:
            self._ledger = Ledger.of(snapshot.alert_log, now=self._now, repeat=self._repeat)
        notices = tuple(self._news(reading, self._ledger))
        if self._notebook.recording:
            self._serve(reading.config)
            for notice in notices:
                self._courier.offer(notice)
        self._tell_dropped()
        return notices

    def _serve(self, config: Config) -> None:
        """Follow what the user trusts by now, and what no longer."""
        wished = _wished(config.notify)
        if wished != self._wished:
            self._wished = wished
            self._courier.serve(channels(config))

    def _news(self, reading: Reading, ledger: Ledger) -> Iterator[Notice]:
        """What is due, then what is over; from then on it counts as told.

        Only so many notices are delivered within a minute, and what is over must displace none.
        """
        firing = {alert.key for alert in reading.verdict.alerts if alert.firing}
        grave = (it for it in groups(reading.verdict) if it.severity.rank >= self._least.rank)
        due = tuple(ledger.due(grave, now=self._now, repeat=self._repeat))
        over = [it for it in ledger.over(firing) if it.severity.rank >= self._least.rank]
        yield from map(self._notice, gathered(due))
        yield from self._resolved(over, reading)
        self._ledger = ledger.after(due, firing, now=self._now)

    def _notice(self, group: Group) -> Notice:
        return Notice(self._root, self._now, group.name, group.severity, group.alerts)

    def _resolved(self, over: list[Told], reading: Reading) -> Iterator[Notice]:
        """One notice of all that is over, as far as it is known what that was; none if silenced."""
        log = (as_alert(it, state=State.RESOLVED) for it in reading.snapshot.alert_log)
        ended = (alert for alert in reading.verdict.alerts if not alert.firing)
        known = {alert.key: alert for alert in (*log, *ended)}
        quiet = {key for key, it in known.items() if silenced_until(it, reading.snapshot)}
        told = [it for it in over if it.key not in quiet]
        if told:
            alerts = tuple(known[it.key] for it in told if it.key in known)
            worst, at = told[0], self._now
            yield Notice(self._root, at, worst.group, worst.severity, alerts, resolved=True)

    def _outcome(self, outcome: Outcome) -> None:
        """Called in the courier's thread."""
        kind = "notice-failed" if outcome.failed else "notice"
        self._notebook.note(Event(self._now, kind, f"{outcome.channel}: {outcome.said}"))

    def _tell_dropped(self) -> None:
        dropped = self._courier.dropped
        if dropped > self._dropped:
            detail = f"notices that came too fast to be told: {dropped - self._dropped}"
            self._notebook.note(Event(self._now, "notices-dropped", detail))
        self._dropped = dropped


def _wished(config: NotifyConfig) -> tuple[str, ...]:
    """What may come into force, or be revoked, while notices are told."""
    return (config.webhook, *config.command)

"""What a herald makes of one reading after another."""

from __future__ import annotations

import threading
from dataclasses import replace

from collectors.config import Config, NotifyConfig
from collectors.decision import Matching, Silence
from collectors.model import Event, Record
from collectors.shown import ShownAlert
from dashboard.analysis.alerting.alert import Alert, Severity
from dashboard.analysis.verdict import Verdict
from dashboard.notices.herald import Herald, Unwritten
from dashboard.reading import Reading
from tests.dashboard.analysis.alerting.builders import an_alert
from tests.dashboard.builders import NOW, a_snapshot
from tests.dashboard.notices.notes import FakeChannel, FakeNotebook

PATIENCE = 10.0


class Telling(FakeNotebook):
    """A notebook that says when an event is noted."""

    def __init__(self) -> None:
        super().__init__()
        self.told = threading.Event()

    def note(self, *records: Record) -> None:
        """Keep them."""
        super().note(*records)
        if any(isinstance(record, Event) for record in records):
            self.told.set()


def a_reading(*alerts: Alert, log: tuple[ShownAlert, ...] = (), at: int = NOW) -> Reading:
    snapshot = replace(a_snapshot(), taken_at=at, alert_log=log)
    return Reading(snapshot, Verdict(alerts))


def a_herald(notebook: FakeNotebook | None = None, *, severity: str = "warning") -> Herald:
    config = NotifyConfig(severity=severity)
    return Herald("harbor", config, notebook or FakeNotebook(), ())


def lines(notebook: FakeNotebook) -> list[ShownAlert]:
    return [note for note in notebook.notes if isinstance(note, ShownAlert)]


def test_what_is_new_is_told_and_written_down_once() -> None:
    notebook = FakeNotebook()
    herald = a_herald(notebook)
    (notice,) = herald.hear(a_reading(an_alert()))
    assert (notice.group, notice.state) == ("a", "firing")
    assert herald.hear(a_reading(an_alert(), log=tuple(lines(notebook)))) == ()
    assert len(lines(notebook)) == 1


def test_a_restart_tells_nothing_again() -> None:
    notebook = FakeNotebook()
    a_herald(notebook).hear(a_reading(an_alert()))
    log = tuple(lines(notebook))
    assert a_herald(notebook).hear(a_reading(an_alert(), log=log)) == ()
    assert len(lines(notebook)) == 1


def test_while_nobody_records_nothing_is_told() -> None:
    notebook = FakeNotebook()
    reading = a_reading(an_alert())
    stale = replace(reading, snapshot=replace(reading.snapshot, recording=False))
    assert (a_herald(notebook).hear(stale), lines(notebook)) == ((), [])


def test_what_is_over_is_told_once() -> None:
    herald = a_herald()
    herald.hear(a_reading(an_alert()))
    (notice,) = herald.hear(a_reading())
    assert (notice.resolved, notice.severity) == (True, Severity.WARNING)
    assert herald.hear(a_reading()) == ()


def test_what_begins_at_once_without_a_cause_is_told_together() -> None:
    mild, bad = an_alert("a"), an_alert("b", severity=Severity.CRITICAL)
    saved = an_alert("c", group="save 5")
    together, other = a_herald().hear(a_reading(mild, saved, bad))
    assert [alert.key for alert in together.alerts] == ["b", "a"]
    assert other.group == "save 5"


def test_what_is_over_displaces_nothing_new_and_says_what_it_was() -> None:
    notebook = FakeNotebook()
    herald = a_herald(notebook)
    herald.hear(a_reading(an_alert("a"), an_alert("b")))
    log = tuple(lines(notebook))
    new, over = herald.hear(a_reading(an_alert("c"), log=log))
    assert (new.state, over.state) == ("firing", "resolved")
    assert over.title == "perfdash harbor: 2 alerts resolved, warning"
    assert over.lines == ("warning: busy: 85 %",) * 2


def test_nobody_is_told_that_something_silenced_is_over() -> None:
    notebook = FakeNotebook()
    herald = a_herald(notebook)
    herald.hear(a_reading(an_alert()))
    over = a_reading(log=tuple(lines(notebook)))
    silence = Silence("s", NOW - 1, NOW + 1, "dev", "known", Matching("cpu_ratio"))
    quiet = replace(over, snapshot=replace(over.snapshot, silences=(silence,)))
    assert herald.hear(quiet) == ()


def test_what_is_too_mild_is_not_told_but_written_down() -> None:
    notebook = FakeNotebook()
    herald = a_herald(notebook, severity="critical")
    assert herald.hear(a_reading(an_alert())) == ()
    assert len(lines(notebook)) == 1
    assert herald.hear(a_reading()) == ()


def test_what_the_user_saw_is_not_repeated() -> None:
    herald = a_herald()
    herald.hear(a_reading(an_alert()))
    seen = replace(an_alert(), acknowledged=True)
    assert herald.hear(a_reading(seen, at=NOW + 5 * 3_600_000)) == ()


def test_one_that_records_tells_others() -> None:
    done = threading.Event()
    herald = Herald("harbor", NotifyConfig(), FakeNotebook(), (FakeChannel(wait=done.set),))
    herald.start()
    herald.hear(a_reading(an_alert()))
    assert done.wait(PATIENCE)
    herald.stop()


def test_one_that_does_not_record_leaves_that_to_the_other() -> None:
    channel = FakeChannel()
    herald = Herald("harbor", NotifyConfig(), FakeNotebook(recording=False), (channel,))
    assert len(herald.hear(a_reading(an_alert()))) == 1
    herald.start()
    herald.stop()
    assert channel.sent == []


def test_how_a_delivery_went_becomes_an_event() -> None:
    notebook = Telling()
    channel = FakeChannel(error=OSError("no route"))
    herald = Herald("harbor", NotifyConfig(), notebook, (channel,))
    herald.start()
    herald.hear(a_reading(an_alert()))
    assert notebook.told.wait(PATIENCE)
    herald.stop()
    (event,) = (note for note in notebook.notes if isinstance(note, Event))
    assert (event.kind, event.detail) == ("notice-failed", "fake: OSError: no route")


def test_a_command_that_is_trusted_later_is_run() -> None:
    notebook = Telling()
    herald = Herald("harbor", NotifyConfig(), notebook, ())
    herald.start()
    trusted = Config(notify=NotifyConfig(command=("true",)))
    herald.hear(replace(a_reading(an_alert()), config=trusted))
    assert notebook.told.wait(PATIENCE)
    herald.stop()
    (event,) = (note for note in notebook.notes if isinstance(note, Event))
    assert event.detail == "notify.command: exit code 0"


def test_a_viewer_hears_but_writes_nothing() -> None:
    viewer = Herald("harbor", NotifyConfig(), Unwritten(), ())
    assert len(viewer.hear(a_reading(an_alert()))) == 1

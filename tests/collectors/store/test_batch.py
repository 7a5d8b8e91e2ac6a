"""The records of one run, by kind."""

from __future__ import annotations

from collectors.framework.module import Footing
from collectors.model import Event, Record, Status, TokenCount
from collectors.store.batch import Batch
from tests.collectors.store.builders import content, framework, load
from tests.collectors.store.session_tables.records import a_session, a_transcript


def test_every_kind_is_put_in_its_place_in_the_order_it_came() -> None:
    footing, count = Footing("d", ()), TokenCount("d", 5)
    event, status = Event(1, "clock-jump", ""), Status("store", degraded=False, detail="")
    records: list[Record] = [load(2.0), content(), count, framework(), footing, status, event]
    batch = Batch.of([*records, a_session(), load(1.0)])
    assert batch.samples == [load(2.0), load(1.0)]
    assert (batch.contents, batch.token_counts) == ([content()], [count])
    assert (batch.frameworks, batch.footings) == ([framework()], [footing])
    assert (batch.statuses, batch.events) == ([status], [event])
    assert batch.keepsakes == [a_session()]


def test_places_in_files_are_left_out_without_them_and_nothing_else_is() -> None:
    batch = Batch.of([load(1.0), a_session(), a_transcript()])
    bare = batch.without_files()
    assert (bare.samples, bare.keepsakes) == (batch.samples, [a_session()])

from __future__ import annotations

from pathlib import Path
from typing import get_args

from textual.screen import Screen

from collectors.config import Config
from collectors.session import Rating
from dashboard.connection import Connection
from dashboard.feed import Feed
from dashboard.messages import Asked, Connected, DetailAsked, DetailRead, FeedAsked, Rated
from dashboard.question import Question, answer
from tests.dashboard.builders import NOW
from tests.dashboard.fakes import FakeClock, FakeRecorder, FakeSource
from tests.dashboard.harbor import a_reading


def a_feed(recorder: FakeRecorder) -> Feed:
    """A feed whose recorder notes what was decided."""
    connection = Connection(FakeSource(a_reading()), recorder, decide=recorder.decisions.append)
    feed = Feed(Path("/x"), Config(), connect=lambda _: connection, clock=FakeClock())
    opened = feed.open(lambda _: None)
    assert isinstance(opened, Connected)
    feed.start(opened.connection)
    return feed


def test_every_kind_of_question_is_answered() -> None:
    assert set(get_args(Question)) == set(FeedAsked.__subclasses__())


def test_what_was_decided_is_written_down_with_its_moment() -> None:
    recorder = FakeRecorder()
    said = answer(Rated("a", 4), a_feed(recorder), a_reading(), at=NOW + 7)
    assert isinstance(said, Asked)
    assert said.said == "rated the session 4 of 5"
    assert recorder.decisions == [Rating("a", NOW + 7, 4)]


async def test_of_a_session_that_is_not_known_nothing_is_told() -> None:
    asked = DetailAsked(Screen(), "gone")
    told = answer(asked, a_feed(FakeRecorder()), a_reading(), at=NOW)
    assert isinstance(told, DetailRead)
    assert (told.session, told.detail) == ("gone", None)

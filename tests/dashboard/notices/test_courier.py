"""Notices are carried off, and nothing waits for that."""

from __future__ import annotations

import queue
import threading

import pytest

from dashboard.notices.channel import Outcome
from dashboard.notices.courier import Courier
from tests.dashboard.notices.notes import FakeChannel, a_notice

PATIENCE = 10.0


class Post:
    """A courier with one channel, whose clock is turned by hand."""

    def __init__(self, *channels: FakeChannel, per_minute: int = 60) -> None:
        self.now = 0.0
        self.outcomes: queue.Queue[Outcome] = queue.Queue()
        self.courier = Courier(
            channels,
            per_minute=per_minute,
            on_outcome=self.outcomes.put,
            monotonic=lambda: self.now,
        )

    def outcome(self) -> Outcome:
        return self.outcomes.get(timeout=PATIENCE)


def test_a_notice_reaches_every_channel_in_another_thread() -> None:
    one, other = FakeChannel("one"), FakeChannel("other")
    post = Post(one, other)
    post.courier.start()
    post.courier.offer(a_notice())
    assert {post.outcome().channel, post.outcome().channel} == {"one", "other"}
    post.courier.stop()
    assert one.sent == other.sent == [a_notice()]


def test_no_more_are_sent_in_a_minute_than_is_allowed() -> None:
    channel = FakeChannel()
    post = Post(channel, per_minute=2)
    for _ in range(5):
        post.courier.deliver(a_notice())
    assert (len(channel.sent), post.courier.dropped) == (2, 3)
    post.now = 60.0
    post.courier.deliver(a_notice())
    assert len(channel.sent) == 3


def test_a_channel_that_hangs_holds_up_nobody_and_what_does_not_fit_is_counted() -> None:
    go = threading.Event()
    post = Post(FakeChannel(wait=lambda: go.wait(PATIENCE)))
    post.courier.start()
    for _ in range(100):
        post.courier.offer(a_notice())
    assert post.courier.dropped >= 100 - 33
    go.set()
    post.courier.stop()


def test_a_channel_that_fails_ends_nothing() -> None:
    post = Post(FakeChannel("broken", error=RuntimeError("out of order")), FakeChannel("well"))
    post.courier.start()
    post.courier.offer(a_notice())
    assert post.outcome() == Outcome("broken", "RuntimeError: out of order", failed=True)
    assert post.outcome().channel == "well"
    post.courier.stop()


@pytest.mark.parametrize("notices", [0, 50])
def test_it_stops_while_notices_wait(notices: int) -> None:
    post = Post(FakeChannel())
    post.courier.start()
    for _ in range(notices):
        post.courier.offer(a_notice())
    post.courier.stop()
    assert not post.courier._thread.is_alive()


def test_a_courier_without_channels_drops_nothing() -> None:
    post = Post()
    post.courier.start()
    post.courier.offer(a_notice())
    post.courier.stop()
    assert post.courier.dropped == 0


def test_a_channel_that_is_trusted_later_is_served() -> None:
    post, channel = Post(), FakeChannel()
    post.courier.start()
    post.courier.serve((channel,))
    post.courier.offer(a_notice())
    assert post.outcome().channel == "fake"
    post.courier.stop()
    assert channel.sent == [a_notice()]


def test_a_channel_that_is_served_anew_may_not_have_more_a_minute() -> None:
    channel = FakeChannel()
    post = Post(channel, per_minute=1)
    post.courier.deliver(a_notice())
    post.courier.serve((channel,))
    post.courier.deliver(a_notice())
    assert len(channel.sent) == 1

"""Requests pass through files, and none is lost, read half or served twice."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from collectors.baselines.inbox import Inbox
from collectors.baselines.requests import Action, Answer, Request, request_of
from collectors.errors import BaselineError
from tests.collectors.store.builders import mode

PIN = Request(Action.PIN, "before")
DROP = Request(Action.DROP, "before")


@pytest.fixture
def inbox(tmp_path: Path) -> Inbox:
    return Inbox.beside(tmp_path / "it.sqlite3")


def files(folder: Path) -> list[str]:
    return sorted(file.suffix for file in (folder / "it.sqlite3.inbox").iterdir())


def test_requests_are_taken_in_the_order_they_were_put(inbox: Inbox) -> None:
    inbox.put(PIN)
    inbox.put(DROP)
    assert [request_of(text) for _, text in inbox.take()] == [PIN, DROP]


def test_a_request_is_taken_once(inbox: Inbox) -> None:
    inbox.put(PIN)
    assert len(list(inbox.take())) == 1
    assert list(inbox.take()) == []


def test_an_inbox_that_nobody_used_is_empty(inbox: Inbox, tmp_path: Path) -> None:
    assert list(inbox.take()) == []
    assert list(tmp_path.iterdir()) == []


def test_an_answer_is_for_who_asked_and_is_given_once(inbox: Inbox, tmp_path: Path) -> None:
    tickets = inbox.put(PIN), inbox.put(DROP)
    for number, (ticket, _) in enumerate(inbox.take()):
        assert inbox.answered(ticket) is None
        inbox.answer(ticket, Answer(str(number)))
    assert [inbox.answered(ticket) for ticket in tickets] == [Answer("0"), Answer("1")]
    assert inbox.answered(tickets[0]) is None
    assert files(tmp_path) == []


def test_a_request_can_be_taken_back_until_it_is_taken_up(inbox: Inbox) -> None:
    first, second = inbox.put(PIN), inbox.put(PIN)
    assert inbox.withdraw(first)
    (taken,) = inbox.take()
    assert taken[0] == second
    assert not inbox.withdraw(second)


def test_nobody_else_may_look_into_it(inbox: Inbox, tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        ticket = inbox.put(PIN)
    finally:
        os.umask(before)
    folder = tmp_path / "it.sqlite3.inbox"
    assert mode(folder) == oct(0o700)
    assert mode(folder / f"{ticket}.asked") == oct(0o600)


def test_what_is_not_whole_yet_is_not_seen(inbox: Inbox, tmp_path: Path) -> None:
    inbox.put(PIN)
    (tmp_path / "it.sqlite3.inbox" / "0-1.draft").write_text('{"action"')
    assert len(list(inbox.take())) == 1


def test_a_pipe_or_a_link_is_no_request(inbox: Inbox, tmp_path: Path) -> None:
    inbox.put(PIN)
    folder = tmp_path / "it.sqlite3.inbox"
    os.mkfifo(folder / "0-1.asked")
    (folder / "0-2.asked").symlink_to("/etc/passwd")
    assert [text for _, text in inbox.take()][:2] == [b"", b""]


def test_what_nobody_came_for_is_removed(inbox: Inbox, tmp_path: Path) -> None:
    ticket = inbox.put(PIN)
    list(inbox.take())
    inbox.answer(ticket, Answer("done"))
    (answered,) = (tmp_path / "it.sqlite3.inbox").iterdir()
    list(inbox.take())
    assert stat.S_ISREG(answered.stat().st_mode)
    os.utime(answered, (0, 0))
    list(inbox.take())
    assert files(tmp_path) == []


def test_where_nothing_can_be_left_it_is_said(tmp_path: Path) -> None:
    (tmp_path / "it.sqlite3.inbox").write_text("a file")
    with pytest.raises(BaselineError, match="cannot leave a request"):
        Inbox.beside(tmp_path / "it.sqlite3").put(PIN)

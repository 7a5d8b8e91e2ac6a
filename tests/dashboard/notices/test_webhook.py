"""A notice is posted, whatever the host does then."""

from __future__ import annotations

import json

import pytest

from collectors.address import Address
from dashboard.notices.channel import Outcome
from dashboard.notices.webhook import Webhook
from tests.dashboard.notices.hosts import Answer, drips, host, is_silent, says, says_for_ever
from tests.dashboard.notices.notes import a_notice, never

OK = says("HTTP/1.1 204 No Content\r\n\r\n")


def posted(address: Address) -> Outcome:
    webhook = Webhook(address, seconds=0.3, deadline_seconds=0.6)
    return webhook.send(a_notice(), never)


def test_a_notice_is_posted_as_json() -> None:
    with host(OK) as (address, requests):
        outcome = posted(address)
    head, _, body = requests[0].partition(b"\r\n\r\n")
    assert head.startswith(b"POST /s3cret?x=1 HTTP/1.1")
    assert json.loads(body)["schema"] == "perfdash.notice/1"
    assert outcome == Outcome("notify.webhook", "127.0.0.1 answered 204")


def test_a_redirect_to_another_host_is_not_followed() -> None:
    with host(OK) as (other, visits):
        to = f"http://localhost:{other.port}/"
        moved = says(f"HTTP/1.1 307 Moved\r\nLocation: {to}\r\nContent-Length: 0\r\n\r\n")
        with host(moved) as (address, _):
            outcome = posted(address)
    assert outcome.said == "127.0.0.1 answered 307; redirects are not followed"
    assert (outcome.failed, visits) == (True, [])


def test_of_ten_gigabytes_little_is_read() -> None:
    with host(says_for_ever(b"x" * 65_536)) as (address, _):
        assert posted(address) == Outcome("notify.webhook", "127.0.0.1 answered 200")


@pytest.mark.parametrize(
    "answer",
    [is_silent, drips, says(""), says("220 mail.example ESMTP\r\n"), says("HTTP/1.1 abc\r\n\r\n")],
    ids=["silent", "byte by byte", "hangs up", "no web server", "no status"],
)
def test_a_host_that_does_not_answer_is_given_up(answer: Answer) -> None:
    with host(answer) as (address, _):
        outcome = posted(address)
    assert outcome.failed
    assert outcome.said.startswith("127.0.0.1: ")
    assert "s3cret" not in outcome.said


def test_an_error_of_the_host_is_told() -> None:
    with host(says("HTTP/1.1 500 Oops\r\nContent-Length: 0\r\n\r\n")) as (address, _):
        assert posted(address) == Outcome("notify.webhook", "127.0.0.1 answered 500", failed=True)


def test_where_nobody_listens_that_is_told() -> None:
    with host(OK) as (address, _):
        pass
    assert posted(address).failed


def test_no_proxy_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    with host(OK) as (address, requests):
        assert not posted(address).failed
    assert len(requests) == 1


def test_what_is_trusted_no_longer_is_not_sent() -> None:
    with host(OK) as (address, requests):
        outcome = Webhook(address, is_trusted=lambda: False).send(a_notice(), never)
    assert outcome.said.startswith("not sent: ")
    assert requests == []


def test_nobody_waits_for_a_host_that_is_silent_once_perfdash_ends() -> None:
    ends = iter([False, True])
    with host(is_silent) as (address, _):
        outcome = Webhook(address, seconds=0.3).send(a_notice(), lambda: next(ends))
    assert outcome.said == "127.0.0.1: given up, for perfdash ended"
    assert outcome.failed

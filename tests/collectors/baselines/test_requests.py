from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collectors.baselines.requests import Action, Answer, Request, answer_of, request_of, written
from collectors.errors import BaselineError


@given(st.sampled_from(Action), st.text(), st.lists(st.text()))
def test_a_request_is_read_as_it_was_written(
    action: Action, revision: str, keys: list[str]
) -> None:
    request = Request(action, "before-1.0", revision, tuple(keys))
    assert request_of(written(request)) == request


@given(st.text(), st.booleans())
def test_an_answer_is_read_as_it_was_written(said: str, failed: bool) -> None:  # noqa: FBT001
    answer = Answer(said, failed=failed)
    assert answer_of(written(answer)) == answer


@given(st.binary() | st.sampled_from([b"[" * 100_000, b'{"action": "burn"}', b'{"action": 1}']))
def test_what_is_no_request_is_refused(text: bytes) -> None:
    with pytest.raises(BaselineError):
        request_of(text)
    assert answer_of(text).failed


@pytest.mark.parametrize("name", ["", "-x", "a/b", "../a", ".hidden", "a b", "a\n", "x" * 65, "ä"])
def test_a_name_that_could_be_taken_for_something_else_is_refused(name: str) -> None:
    with pytest.raises(BaselineError, match="cannot name a baseline"):
        Request(Action.PIN, name)
    text = written(Request(Action.PIN, "good")).replace(b"good", name.encode())
    with pytest.raises(BaselineError):
        request_of(text)

"""What events of telemetry tell."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collectors.session import Telemetry, TokenUse, hashed
from collectors.telemetry.attributes import Json
from collectors.telemetry.logs import logs
from tests.collectors.telemetry.exports import Fields, log

ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


def read(document: Fields) -> list[Telemetry]:
    return list(logs(document, now=9_000))


def a_request(**fields: Json) -> list[Telemetry]:
    return read(log("api_request", request_id="req_1", session__id="s", **fields))


def test_a_request_is_known_by_its_hashed_id() -> None:
    (told,) = a_request(duration_ms=1_487, ttft_ms=307, model="claude-opus-5")
    assert (told.key, told.session) == (hashed("req_1"), hashed("s"))
    assert (told.at, told.seconds, told.first_token_seconds) == (5_000, 1.487, 0.307)
    assert told.model == "claude-opus-5"


@pytest.mark.parametrize("written", [1_250, 1_250.0, "1250"])
def test_a_number_counts_in_whatever_form_it_comes(written: Json) -> None:
    (told,) = a_request(duration_ms=written)
    assert told.seconds == 1.25


def test_the_split_of_cache_writes_is_kept() -> None:
    (told,) = a_request(
        input_tokens=3,
        output_tokens=4,
        cache_read_tokens=50,
        cache_creation_tokens=30,
        cache_creation_5m_tokens=10,
        cache_creation_1h_tokens=20,
    )
    assert told.tokens == TokenUse(3, 4, 10, 20, 50)


def test_without_a_split_what_was_written_lives_five_minutes() -> None:
    (told,) = a_request(cache_creation_tokens=30)
    assert told.tokens == TokenUse(cache_creation_5m_input_tokens=30)


def test_other_events_and_requests_without_an_id_tell_nothing() -> None:
    assert read(log("user_prompt", prompt="secret")) == []
    assert read(log("tool_result", tool_use_id="toolu_1", duration_ms="5")) == []
    assert read(log("api_request", duration_ms=5)) == []


@pytest.mark.parametrize("bad", ["-5", "1e999", "nan", "soon", -1])
def test_what_is_no_duration_is_not_known(bad: Json) -> None:
    (told,) = a_request(duration_ms=bad)
    assert told.seconds is None


@given(ANYTHING)
def test_nothing_that_is_json_crashes(anything: Json) -> None:
    nested: Fields = {"resourceLogs": [{"scopeLogs": [{"logRecords": [anything]}]}]}
    record: Json = {"body": {"stringValue": "api_request"}, "attributes": anything}
    assert read(nested) == []
    assert read({"resourceLogs": [{"scopeLogs": [{"logRecords": [record]}]}]}) == []

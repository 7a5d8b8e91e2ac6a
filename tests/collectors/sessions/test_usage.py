from __future__ import annotations

import pytest

from collectors.sessions.usage import advice, geography, speed, tokens, web_searches


def test_each_kind_of_token_is_read() -> None:
    usage: dict[str, object] = {
        "input_tokens": 1,
        "output_tokens": 2,
        "cache_creation_input_tokens": 7,
        "cache_creation": {"ephemeral_5m_input_tokens": 3, "ephemeral_1h_input_tokens": 4},
        "cache_read_input_tokens": 5,
    }

    assert tokens(usage, asked="") == (1, 2, 3, 4, 5)


@pytest.mark.parametrize(
    ("split", "asked", "five", "hour"),
    [
        (None, "", 10, 0),
        ({}, "5m", 10, 0),
        ({}, "1h", 0, 10),
        ({"ephemeral_1h_input_tokens": 4}, "", 6, 4),
        ({"ephemeral_1h_input_tokens": 4}, "1h", 0, 10),
        ({"ephemeral_1h_input_tokens": None}, "", 10, 0),
        ({"ephemeral_1h_input_tokens": 12}, "", 0, 12),
    ],
)
def test_what_is_not_split_goes_where_it_was_asked_to(
    split: object, asked: str, five: int, hour: int
) -> None:
    usage = {"cache_creation_input_tokens": 10, "cache_creation": split}

    assert tokens(usage, asked=asked) == (0, 0, five, hour, 0)


def test_null_fields_count_nothing() -> None:
    fields = ("input_tokens", "cache_creation", "server_tool_use", "iterations", "speed")
    usage: dict[str, object] = dict.fromkeys(fields)

    assert tokens(usage, asked="") == (0, 0, 0, 0, 0)
    assert (web_searches(usage), speed(usage), geography(usage)) == (0, "", "")
    assert list(advice(usage)) == []


def test_what_is_priced_apart_is_told_apart() -> None:
    usage: dict[str, object] = {
        "speed": "fast",
        "inference_geo": "us",
        "server_tool_use": {"web_search_requests": 2},
    }

    assert (web_searches(usage), speed(usage), geography(usage)) == (2, "fast", "us")


@pytest.mark.parametrize("value", ["standard", "global", "not_available", 7, None])
def test_what_costs_no_more_is_not_told(value: object) -> None:
    assert speed({"speed": value}) == geography({"inference_geo": value}) == ""

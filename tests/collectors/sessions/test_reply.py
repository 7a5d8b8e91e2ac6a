from __future__ import annotations

import pytest

from collectors.session import Request, Session, TokenUse, ToolCall, hashed
from collectors.sessions.notes import COPY
from tests.collectors.sessions.lines import (
    OTHER_SESSION,
    SESSION,
    STANDING,
    aside,
    conversation,
    copied,
    failure,
    line,
    ms,
    one,
    only,
    prompt,
    reply,
    stamp,
    start,
    system,
    taken,
    thought,
    told,
    usage,
    use,
    write,
)


def test_a_reply_of_several_blocks_is_one_request() -> None:
    records = told(reply(1), reply(2, use("toolu_1")), reply(3))

    request = one(records, Request)
    assert request.id == hashed("msg_1", "req_1")
    assert request.tokens == TokenUse(input_tokens=1, output_tokens=9)
    assert (request.model, request.ended_at) == ("claude-opus-5", ms(3))
    assert (request.stop_reason, request.key) == ("end_turn", hashed("req_1"))


def test_of_growing_snapshots_the_largest_total_counts() -> None:
    records = told(
        reply(1, spent=usage(3), stop=None), reply(2, spent=usage(9)), reply(3, spent=usage(4))
    )

    request = one(records, Request)
    assert request.tokens.total == 9
    assert request.stop_reason == "end_turn"


def test_an_exact_duplicate_adds_nothing() -> None:
    block = reply(1, thought(), use("toolu_1"), thinkingDurationMs=400)

    records = told(block, {**block, "uuid": "again"})

    assert one(records, Request).thinking_seconds == 0.4
    assert len(only(records, ToolCall)) == 1


def test_two_requests_may_share_a_message_id() -> None:
    records = told(reply(1, request="req_1"), reply(2, request="req_2"))

    assert len(only(records, Request)) == 2


def test_an_exact_start_is_the_line_that_was_written_when_the_request_began() -> None:
    records = told(prompt(0), start(1, "r", shapeHash="s"), reply(3.5, requestRef="r"))

    request = one(records, Request)
    assert (request.started_at, request.start_exact) == (ms(1), True)
    assert (request.shape, request.claim) == (hashed("s"), 0)


def test_without_such_a_line_it_began_after_the_newest_line_before_it() -> None:
    records = told(prompt(1), line("attachment", 1.2, attachment={}), reply(3), reply(4))

    request = one(records, Request)
    assert (request.started_at, request.start_exact) == (ms(1.2), False)
    assert request.claim == STANDING


def test_a_line_of_another_conversation_does_not_begin_a_request() -> None:
    records = told(prompt(1), aside(prompt(2)), reply(3))

    assert one(records, Request).started_at == ms(1)


def test_a_start_after_the_end_is_no_start() -> None:
    records = told(start(9, "r"), reply(3, requestRef="r"))

    assert one(records, Request).started_at == 0


def test_the_first_token_is_known_where_thinking_came_first() -> None:
    records = told(
        start(1, "r"),
        reply(3, thought(), requestRef="r", apiBlockIndex=0, thinkingDurationMs=1500),
        reply(4, requestRef="r", apiBlockIndex=1),
    )

    request = one(records, Request)
    assert (request.first_token_seconds, request.thinking_seconds) == (0.5, 1.5)


@pytest.mark.parametrize(
    "blocks",
    [
        [reply(2, requestRef="r"), reply(3, thought(), requestRef="r", thinkingDurationMs=500)],
        [reply(3, thought(), thinkingDurationMs=500)],
        [reply(3, thought(), requestRef="r")],
        [reply(3, thought(), requestRef="r", thinkingDurationMs=9000)],
        [reply(3, thought(), requestRef="r", apiBlockIndex=1, thinkingDurationMs=500)],
    ],
    ids=["text first", "no start", "no duration", "longer than the request", "a later block"],
)
def test_else_the_first_token_is_not_known(blocks: list[dict[str, object]]) -> None:
    assert one(told(prompt(0), start(1, "r"), *blocks), Request).first_token_seconds is None


def test_thinking_is_the_sum_of_all_blocks() -> None:
    records = told(
        reply(1, thought(), thinkingDurationMs=200, apiBlockIndex=0),
        reply(2, thought(), thinkingDurationMs=300, apiBlockIndex=1),
    )

    assert one(records, Request).thinking_seconds == 0.5


def test_a_tool_runs_from_the_end_of_its_block_to_its_result() -> None:
    records = told(prompt(0), reply(1, use("toolu_1", "Grep")))

    call = one(records, ToolCall)
    assert (call.name, call.started_at, call.ended_at) == ("Grep", ms(1), 0)
    assert call.request == one(records, Request).id
    assert call.seconds is None


def test_a_failure_for_good_is_a_synthetic_request_without_tokens() -> None:
    records = told(prompt(0), failure(2, error="unknown", apiErrorStatus=529))

    request = one(records, Request)
    assert (request.model, request.error, request.tokens.total) == ("<synthetic>", "529", 0)


@pytest.mark.parametrize(
    ("fields", "error"),
    [
        ({"apiErrorStatus": 400, "apiErrorType": "invalid_request"}, "400"),
        ({"apiErrorStatus": None, "apiErrorType": "overloaded_error"}, "overloaded_error"),
        ({"error": "rate_limit"}, "rate_limit"),
        ({"error": {"type": "api_error", "message": "words"}}, "api_error"),
        ({"error": "You have hit your limit"}, "unknown"),
        ({"apiErrorStatus": 7, "error": ["x"]}, "unknown"),
        ({}, "unknown"),
    ],
)
def test_a_failure_has_the_name_that_says_most(fields: dict[str, object], error: str) -> None:
    assert one(told(failure(2, **fields)), Request).error == error


def test_a_synthetic_reply_that_did_not_fail_is_no_request() -> None:
    assert not only(told(failure(2, isApiErrorMessage=False)), Request)


def test_without_a_request_id_a_message_counts_once_in_its_session() -> None:
    records = told(
        prompt(0), reply(1, request=None), prompt(2), reply(3, request=None), reply(4, request="")
    )

    request = one(records, Request)
    assert (request.ended_at, request.key) == (ms(4), "")


def test_without_a_request_id_two_sessions_may_use_one_message_id() -> None:
    first = told(prompt(0, promptId="p1"), reply(1, request=None))
    second = told(
        copied(prompt(0, promptId="p2")), copied(reply(1, request=None)), session=OTHER_SESSION
    )

    assert one(first, Request).id != one(second, Request).id


def test_without_a_request_id_a_forks_copy_is_the_same_request() -> None:
    lines = prompt(0), reply(1, request=None), failure(2)

    first, second = told(*lines), told(*map(copied, lines), session=OTHER_SESSION)

    assert [each.id for each in only(first, Request)] == [each.id for each in only(second, Request)]


def test_a_line_without_any_id_is_a_request_of_its_own() -> None:
    records = told(reply(1, id=None, request=None), reply(2, id=None, request=None))

    assert len(only(records, Request)) == 2


def test_a_copied_reply_belongs_to_the_session_that_asked() -> None:
    records = told(
        copied(prompt(0)),
        copied(reply(1, use("toolu_1"), requestSessionId=SESSION)),
        session=OTHER_SESSION,
    )

    request, call = one(records, Request), one(records, ToolCall)
    assert (request.session, request.claim) == (hashed(SESSION), COPY)
    assert (call.session, call.claim) == (hashed(SESSION), COPY)
    assert one(records, Session).forked


def test_a_reply_that_names_its_own_session_is_sure_of_it() -> None:
    records = told(prompt(0), reply(1, requestSessionId=SESSION))

    assert one(records, Request).claim == 0
    assert not one(records, Session).forked


def test_a_reply_whose_start_is_missing_was_copied() -> None:
    records = told(prompt(0), reply(1, requestRef="elsewhere"))

    assert one(records, Session).forked
    assert one(records, Request).claim == STANDING


def test_a_side_question_names_the_messages_of_the_main_chain_that_it_repeats() -> None:
    records = told(
        prompt(0),
        reply(1, use("toolu_1")),
        aside(reply(1, use("toolu_1"), request="req_9")),
        aside(reply(5, id="msg_2", request="req_10")),
    )

    main, again, new = only(records, Request)
    assert (main.message, main.agent) == (again.message, "")
    assert again.agent == new.agent != ""
    assert new.message != main.message


def test_in_a_file_of_its_own_a_repetition_is_known_by_its_message() -> None:
    first, second = told(reply(1)), told(aside(reply(1, request="req_9")), agent="a1")

    assert one(first, Request).message == one(second, Request).message == hashed("msg_1")
    assert one(second, Request).agent


def test_an_advisor_is_a_request_of_its_own() -> None:
    asked = [
        {"type": "message", "input_tokens": 1},
        {"type": "advisor_message", "model": "claude-fable-5", **usage(50)},
        {"type": "advisor_message", "model": "claude-fable-5", "usage": usage(70)},
    ]
    records = told(prompt(0), reply(1, spent=usage(iterations=asked), requestSessionId=SESSION))
    again = told(prompt(0), reply(1, spent=usage(iterations=asked)))

    main, *advisors = only(records, Request)
    assert main.tokens.total == 10
    assert [(each.model, each.tokens.total) for each in advisors] == [
        ("claude-fable-5", 50),
        ("claude-fable-5", 70),
    ]
    assert {each.turn for each in advisors} == {main.turn}
    assert [each.id for each in advisors] == [each.id for each in only(again, Request)[1:]]


def test_an_older_client_repeats_a_sub_agents_reply_under_the_same_ids() -> None:
    said = aside(reply(1, request="req_2"))
    echo = line(
        "progress",
        2,
        data={"type": "agent_progress", "agentId": "a1", "message": said},
    )

    assert one(told(prompt(0), said, echo), Request).ended_at == ms(1)
    alone = one(told(prompt(0), echo), Request)
    assert (alone.id, alone.ended_at) == (hashed("msg_1", "req_2"), ms(1))
    assert (alone.agent, alone.started_at) == (hashed("a1"), 0)


def test_what_claude_code_attributes_to_a_skill_is_kept() -> None:
    records = told(reply(1, attributionSkill="hello", attributionAgent="general-purpose"))

    request = one(records, Request)
    assert (request.skill, request.agent_type) == ("hello", "general-purpose")


def test_tokens_written_to_the_cache_go_where_they_were_asked_to() -> None:
    spent = usage(cache_creation_input_tokens=500, cache_creation=None)

    default = one(told(reply(1, spent=spent)), Request)
    hour = one(told(reply(1, spent=spent, promptCacheRequested="1h")), Request)

    assert default.tokens.cache_creation_5m_input_tokens == 500
    assert hour.tokens.cache_creation_1h_input_tokens == 500


def test_a_request_is_in_flight_until_it_is_answered() -> None:
    reader = conversation()

    reader.read(write([prompt(0), start(1, "r")]))
    assert one(taken(reader), Session).in_flight_since == ms(1)
    reader.read(write([reply(2, requestRef="r")]))
    assert one(taken(reader), Session).in_flight_since == 0


@pytest.mark.parametrize(
    "end",
    [
        failure(2),
        prompt(2, "[Request interrupted by user]"),
        prompt(2, "Something else"),
        system(2, "turn_duration", durationMs=1000),
        reply(2),
    ],
)
def test_whatever_ends_a_turn_leaves_nothing_in_flight(end: dict[str, object]) -> None:
    assert one(told(prompt(0), start(1, "r"), end), Session).in_flight_since == 0


@pytest.mark.parametrize("source", ["agent:custom", "compact", "generate_session_title"])
def test_what_is_not_of_the_main_chain_is_not_in_flight(source: str) -> None:
    assert one(told(prompt(0), start(1, "r", source)), Session).in_flight_since == 0


def test_the_newest_of_several_attempts_is_in_flight() -> None:
    session = one(told(prompt(0), start(1, "r"), start(2, "s"), reply(3, requestRef="r")), Session)

    assert session.in_flight_since == ms(2)


def test_a_reply_without_a_time_is_taken_for_the_newest_known() -> None:
    request = one(told(prompt(4), reply(1, timestamp="yesterday")), Request)

    assert (request.ended_at, request.started_at) == (ms(4), 0)


def test_times_may_lie_before_those_of_earlier_lines() -> None:
    records = told(prompt(5), reply(3), reply(1, id="msg_2", timestamp=stamp(1)))

    assert [each.started_at for each in only(records, Request)] == [0, 0]
    assert one(records, Session).last_at == ms(5)

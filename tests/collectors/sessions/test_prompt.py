from __future__ import annotations

import pytest

from collectors.session import Request, Retry, Session, ToolCall, Turn, hashed
from collectors.sessions.notes import COPY
from tests.collectors.sessions.lines import (
    OTHER_SESSION,
    SESSION,
    STANDING,
    aside,
    command,
    conversation,
    copied,
    failure,
    line,
    ms,
    one,
    only,
    prompt,
    reply,
    result,
    stamp,
    start,
    system,
    taken,
    told,
    use,
    write,
)


def test_a_prompt_begins_a_turn_that_lasts_until_its_last_line() -> None:
    records = told(
        prompt(1, promptId="p"), reply(2, use("toolu_1")), result(5, "toolu_1"), reply(7, id="m2")
    )

    turn = one(records, Turn)
    assert (turn.id, turn.session) == (hashed("p"), hashed(SESSION))
    assert (turn.started_at, turn.ended_at) == (ms(1), ms(7))
    assert {each.turn for each in only(records, Request)} == {turn.id}


def test_without_a_prompt_id_the_line_itself_names_the_turn() -> None:
    lines = [prompt(1, uuid="u"), prompt(2, uuid="v")]

    assert [each.id for each in only(told(*lines), Turn)] == [hashed("u"), hashed("v")]
    forked = told(*map(copied, lines), session=OTHER_SESSION)
    assert [each.id for each in only(forked, Turn)] == [hashed("u"), hashed("v")]


def test_a_reply_before_any_prompt_has_no_turn() -> None:
    assert one(told(reply(1)), Request).turn == ""


def test_a_prompt_may_be_blocks_of_text() -> None:
    text = {"type": "text", "text": "Look"}

    assert len(only(told(prompt(1, [text]), prompt(2, [text, {"type": "image"}])), Turn)) == 2


@pytest.mark.parametrize(
    "companion",
    [
        prompt(2, isMeta=True),
        prompt(2, isMeta=True, promptId="another"),
        prompt(2, isCompactSummary=True),
        prompt(2, "<local-command-stdout>Done</local-command-stdout>"),
        prompt(2, "<local-command-stderr>Oh</local-command-stderr>"),
        prompt(2, "<bash-input>ls</bash-input>"),
        prompt(2, "<bash-stdout>a</bash-stdout><bash-stderr></bash-stderr>"),
        prompt(2, "<local-command-caveat>Do not</local-command-caveat>", isMeta=True),
        prompt(2, "[Request interrupted by user]"),
        prompt(2, [{"type": "text", "text": "[Request interrupted by user for tool use]"}]),
        result(2, "toolu_9"),
        aside(prompt(2)),
    ],
)
def test_what_no_user_asked_is_no_prompt(companion: dict[str, object]) -> None:
    assert len(only(told(prompt(1), companion), Turn)) == 1


def test_what_resumes_a_session_does_not_last_into_the_turn_before() -> None:
    resumed = prompt(60, "Continue from where you left off.", isMeta=True, promptId="next")
    assert one(told(prompt(0, promptId="failed"), reply(2), resumed), Turn).ended_at == ms(2)


def test_the_first_prompt_of_a_resumed_session_is_the_users_and_begins_when_it_was_given() -> None:
    records = told(
        prompt(0, promptId="killed"),
        prompt(60, "Continue from where you left off.", isMeta=True, promptId="next"),
        failure(60, isApiErrorMessage=False),
        prompt(90, promptId="next"),
        reply(92),
    )

    killed, resumed = only(records, Turn)
    assert (killed.ended_at, resumed.by_user, resumed.started_at) == (ms(0), True, ms(90))


def test_a_call_that_was_killed_failed_and_lasted_nobody_knows_how_long() -> None:
    lost = result(3_600, "toolu_1", failed=True, toolDenialKind="interrupted", promptId="next")
    records = told(prompt(0, promptId="killed"), reply(2, use("toolu_1"), stop="tool_use"), lost)

    call, turn = one(records, ToolCall), one(records, Turn)
    assert (call.failed, call.ended_at, turn.ended_at) == (True, 0, ms(2))


def test_a_call_that_the_user_interrupted_lasted_until_then() -> None:
    stopped = result(5, "toolu_1", failed=True, toolDenialKind="interrupted", promptId="own")
    records = told(prompt(0, promptId="own"), reply(2, use("toolu_1"), stop="tool_use"), stopped)

    assert one(records, ToolCall).seconds == 3.0
    assert one(records, Turn).ended_at == ms(5)


def test_a_command_begins_a_turn_when_it_is_expanded() -> None:
    records = told(command(1, "plan"), prompt(1.1, isMeta=True), reply(3))

    turn = one(records, Turn)
    assert (turn.command, turn.started_at, turn.ended_at) == ("/plan", ms(1), ms(3))


def test_a_command_begins_a_turn_when_the_model_is_asked() -> None:
    assert one(told(command(1, "plan"), start(2, "r")), Turn).command == "/plan"
    assert one(told(command(1, "plan"), reply(2)), Turn).command == "/plan"


@pytest.mark.parametrize(
    "end",
    [
        prompt(2, "<local-command-stdout></local-command-stdout>"),
        system(2, "local_command", content="<local-command-stdout>"),
    ],
)
def test_a_command_that_runs_without_the_model_is_no_turn(end: dict[str, object]) -> None:
    caveat = prompt(0, "<local-command-caveat>x</local-command-caveat>", isMeta=True)
    records = told(caveat, command(1, "clear"), end, prompt(3, uuid="u"), reply(4))

    assert one(records, Turn).id == one(records, Request).turn == hashed("u")


def test_several_lines_of_one_prompt_are_one_turn() -> None:
    records = told(
        command(1, "plan", promptId="p"), prompt(1.1, promptId="p"), prompt(1.2, promptId="p")
    )

    turn = one(records, Turn)
    assert (turn.command, turn.started_at) == ("/plan", ms(1))


def test_a_background_agent_that_returned_is_no_user() -> None:
    records = told(
        prompt(1),
        prompt(2, "x", origin={"kind": "task-notification"}),
        prompt(3, "<task-notification>done</task-notification>"),
        prompt(4, origin={"kind": "human"}),
    )

    assert [turn.by_user for turn in only(records, Turn)] == [True, False, False, True]


def test_a_hidden_prompt_that_the_model_answers_is_a_turn_of_nobody() -> None:
    records = told(prompt(1, promptId="p", isMeta=True), reply(2))

    turn = one(records, Turn)
    assert (turn.id, turn.by_user, turn.started_at) == (hashed("p"), False, ms(1))


def test_the_body_of_a_skill_is_no_turn_of_its_own() -> None:
    body = prompt(2, promptId="q", isMeta=True, turnCompanion=True)
    records = told(prompt(1, promptId="p"), body, reply(3))

    assert one(records, Turn).id == one(records, Request).turn == hashed("p")


def test_an_interruption_marks_the_turn() -> None:
    records = told(prompt(1), prompt(4, "[Request interrupted by user]"), prompt(9))

    first, second = only(records, Turn)
    assert (first.interrupted, first.ended_at) == (True, ms(4))
    assert not second.interrupted


def test_words_about_an_interruption_are_a_prompt() -> None:
    records = told(prompt(1), prompt(2, "[Request interrupted by user] is what I read. Why?"))

    assert [turn.interrupted for turn in only(records, Turn)] == [False, False]


def test_results_may_arrive_in_any_order() -> None:
    records = told(
        reply(1, use("toolu_a", "Bash")),
        reply(2, use("toolu_b", "Read")),
        result(3, "toolu_b"),
        result(5, "toolu_a", failed=True),
    )

    ended = {call.name: (call.seconds, call.failed) for call in only(records, ToolCall)}
    assert ended == {"Bash": (4.0, True), "Read": (1.0, False)}


def test_several_results_may_stand_in_one_line() -> None:
    results = [{"type": "tool_result", "tool_use_id": f"toolu_{each}"} for each in "ab"]
    records = told(reply(1, use("toolu_a"), use("toolu_b")), prompt(3, results))

    assert [call.seconds for call in only(records, ToolCall)] == [2.0, 2.0]


@pytest.mark.parametrize(
    ("flag", "whole", "failed"),
    [
        (True, "Error: no", True),
        (False, "Error: no", False),
        (None, "Error: no", True),
        (None, {"stdout": "Error: no"}, False),
        (None, None, False),
        ("yes", [], False),
    ],
)
def test_a_result_is_an_object_or_a_string(flag: object, whole: object, failed: bool) -> None:  # noqa: FBT001
    records = told(reply(1, use("toolu_1")), result(2, "toolu_1", failed=flag, toolUseResult=whole))

    assert one(records, ToolCall).failed is failed


def test_a_result_before_its_call_took_no_time() -> None:
    assert one(told(reply(3, use("t")), result(1, "t")), ToolCall).seconds == 0


@pytest.mark.parametrize("lines", [(None, 2), (1, None), (None, None)])
def test_what_has_no_time_took_none_that_is_known(lines: tuple[int | None, int | None]) -> None:
    began, ended = (None if at is None else stamp(at) for at in lines)
    records = told(
        {**reply(1, use("t")), "timestamp": began}, {**result(2, "t"), "timestamp": ended}
    )

    assert one(records, ToolCall).seconds is None


def test_a_turn_without_a_time_begins_at_the_next_that_is_known() -> None:
    turn = one(told(prompt(0, timestamp="now"), reply(3), reply(5)), Turn)

    assert (turn.started_at, turn.ended_at) == (ms(3), ms(5))


def test_short_ids_of_tool_calls_may_be_used_again() -> None:
    records = told(
        reply(1, use("Bash:0")), result(2, "Bash:0"), copied(reply(3, use("Bash:0"), id="m2"))
    )

    assert len({call.id for call in only(records, ToolCall)}) == 2


def test_a_sub_agents_requests_belong_to_the_turn_that_caused_them() -> None:
    records = told(
        prompt(1),
        reply(2, use("toolu_1", "Task", subagent_type="reviewer", prompt="go")),
        aside(prompt(3)),
        aside(reply(4, id="msg_2")),
        prompt(5),
        aside(reply(6, id="msg_3")),
    )

    _, *aside_requests = only(records, Request)
    first, _ = only(records, Turn)
    assert {each.turn for each in aside_requests} == {first.id}
    assert {each.agent_type for each in aside_requests} == {"reviewer"}
    assert first.ended_at == ms(6)


def test_the_type_of_a_sub_agent_is_left_open_where_two_were_started() -> None:
    records = told(
        reply(
            1, use("toolu_1", "Task", subagent_type="a"), use("toolu_2", "Task", subagent_type="b")
        ),
        aside(reply(2, id="msg_2")),
    )

    assert {each.agent_type for each in only(records, Request)} == {""}


def test_sub_agents_without_ids_are_told_apart_by_their_roots() -> None:
    first = aside(prompt(1, uuid="a", parentUuid=None), agent=None)
    second = aside(prompt(3, uuid="b", parentUuid=None), agent=None)
    records = told(
        prompt(0),
        first,
        aside(reply(2), agent=None),
        second,
        aside(reply(4, id="msg_2"), agent=None),
    )

    assert [each.agent for each in only(records, Request)] == [hashed("a"), hashed("b")]


def test_a_sub_agents_file_knows_the_prompt_it_works_for() -> None:
    records = told(
        aside(prompt(1, promptId="p")), start(2, "r", "agent:x"), aside(reply(3)), agent="a1"
    )

    request = one(records, Request)
    assert request.turn == hashed("p")
    assert not only(records, Turn)


def test_a_sub_agents_file_tells_nothing_of_the_session() -> None:
    assert not only(told(aside(prompt(1)), aside(reply(2)), agent="a1"), Session)


def test_the_file_beside_it_names_the_call_that_started_a_sub_agent() -> None:
    reader = conversation(agent="a1")
    reader.note_agent(b'{"agentType":"reviewer","toolUseId":"toolu_01234567890123456789"}')
    reader.read(write([aside(prompt(1)), aside(reply(2))]))

    request = one(taken(reader), Request)
    assert request.agent_type == "reviewer"
    assert request.cause == hashed("toolu_01234567890123456789")


@pytest.mark.parametrize("meta", [b"", b"{", b"[]", b'{"agentType":7,"toolUseId":[]}'])
def test_a_file_beside_it_that_tells_nothing_is_harmless(meta: bytes) -> None:
    reader = conversation(agent="a1")
    reader.note_agent(meta)
    reader.read(write([aside(reply(2))]))

    request = one(taken(reader), Request)
    assert (request.agent_type, request.cause) == ("", "")


def test_a_turn_is_claimed_by_the_session_that_asked_the_model() -> None:
    assert one(told(prompt(1)), Turn).claim == STANDING
    assert one(told(prompt(1), start(2, "r")), Turn).claim == 0
    forked = told(
        copied(prompt(1)), copied(reply(2, requestSessionId=SESSION)), session=OTHER_SESSION
    )
    assert (one(forked, Turn).session, one(forked, Turn).claim) == (hashed(SESSION), COPY)


def test_a_forks_own_prompt_is_no_copy_that_bears_its_id() -> None:
    turns = only(
        told(
            copied(prompt(1, promptId="p")),
            copied(reply(2, requestSessionId=SESSION)),
            copied(prompt(9, promptId="p")),
            copied(start(10, "r")),
            session=OTHER_SESSION,
        ),
        Turn,
    )
    own = turns[-1]
    assert {turn.id for turn in turns} == {hashed("p")}
    assert (own.session, own.started_at, own.claim) == (hashed(OTHER_SESSION), ms(9), 0)


def test_two_sessions_in_one_file_are_told_apart() -> None:
    records = told(
        prompt(1),
        copied(prompt(2, uuid="theirs")),
        reply(3),
        copied(reply(4, id="msg_2")),
        copied(system(5, "api_error")),
    )

    first, second = only(records, Request)
    assert (first.session, second.session) == (hashed(SESSION), hashed(OTHER_SESSION))
    assert second.turn == one(records, Retry).turn == hashed("theirs")
    assert second.started_at == ms(2)
    assert len(only(records, Session)) == 2


def test_an_attachment_is_no_prompt() -> None:
    assert not only(told(line("attachment", 1, attachment={"type": "environment"})), Turn)

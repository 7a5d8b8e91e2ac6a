"""Nothing that was said, read or written in a session is kept of it."""

from __future__ import annotations

import json

from collectors.session import Request, ToolCall, Turn, hashed
from collectors.session_record import SessionRecord
from tests.collectors.sessions.lines import (
    AGENT,
    OTHER_SESSION,
    SESSION,
    Line,
    aside,
    command,
    conversation,
    failure,
    line,
    one,
    only,
    prompt,
    reply,
    result,
    start,
    system,
    taken,
    usage,
    use,
    write,
)

SECRET = "the swordfish swims at midnight"
WORD = "swordfish"
DEEP = {"a": [SECRET, {SECRET: SECRET}]}


def lines() -> list[Line]:
    """A session with a secret wherever a text may stand, and where a name is expected."""
    return [
        prompt(0, SECRET, slug=SECRET, gitBranch=SECRET, permissionMode=SECRET, **{SECRET: DEEP}),
        prompt(0, [{"type": "text", "text": SECRET}], promptSource=SECRET, origin={"kind": SECRET}),
        line("attachment", 0, attachment={"files": [{"path": SECRET, "content": SECRET}]}),
        start(1, "r", SECRET, params=DEEP, base=SECRET, tail=[DEEP], betas=[SECRET]),
        {"type": "api-request-shape", "system": SECRET},
        {"type": "last-prompt", "lastPrompt": SECRET},
        {"type": SECRET, "text": SECRET},
        {"type": "summary", "summary": SECRET},
        reply(
            2,
            {"type": "text", "text": SECRET},
            {"type": "thinking", "thinking": SECRET, "signature": SECRET},
            use("toolu_1", "Bash", command=SECRET, subagent_type=SECRET),
            use("toolu_2", SECRET, file_path=SECRET),
            requestRef="r",
            attributionSkill=SECRET,
            attributionAgent=SECRET,
            spent=usage(speed=SECRET, inference_geo=SECRET, service_tier=SECRET, **{SECRET: 1}),
            stop=SECRET,
        ),
        reply(2.5, id="m2", request="q2", model=SECRET, spent=SECRET, requestedModel=SECRET),
        {**result(3, "toolu_1"), "toolUseResult": SECRET},
        result(3, "toolu_2", toolUseResult={"stdout": SECRET, "file": DEEP}),
        prompt(3, [{"type": "tool_result", "tool_use_id": "toolu_2", "content": SECRET}]),
        failure(4, error=SECRET, apiErrorStatus=SECRET, apiErrorType=SECRET),
        system(5, "api_error", error={"message": SECRET, "status": SECRET, "code": SECRET}),
        system(5, "compact_boundary", content=SECRET, compactMetadata={"trigger": SECRET}),
        prompt(6, SECRET, isCompactSummary=True),
        prompt(7, f"<local-command-stdout>{SECRET}</local-command-stdout>"),
        prompt(7, f"<command-name>/{SECRET}</command-name><command-args>{SECRET}</command-args>"),
        {**command(8, "plan"), "toolUseResult": SECRET},
        prompt(8, f"<command-name>/plan</command-name><command-args>{SECRET}</command-args>"),
        prompt(9, SECRET, isMeta=True, version=SECRET, cwd=f"{SECRET}"),
        aside(prompt(10, SECRET), agent=SECRET),
        aside(reply(11, {"type": "text", "text": SECRET}, id="m3", request="q3")),
        line("progress", 12, data={"agentId": SECRET, "message": reply(12, id=SECRET)}),
        {**prompt(13), "sessionId": SECRET, "uuid": SECRET},
    ]


def everything_kept() -> tuple[list[SessionRecord], str]:
    reader = conversation()
    reader.note_agent(json.dumps({"agentType": SECRET, "toolUseId": SECRET}).encode())
    records: list[SessionRecord] = []
    kept = ""
    for written in write(lines()):
        reader.read([written])
        kept += reader.carry.decode()
        records += taken(reader)
        kept += reader.carry.decode()
    return records, f"{records} {kept} {reader.unknown}"


def test_no_text_is_kept() -> None:
    _, kept = everything_kept()

    assert WORD not in kept
    assert "midnight" not in kept


def test_no_id_is_kept_as_it_is_written() -> None:
    _, kept = everything_kept()

    written = (SESSION, OTHER_SESSION, AGENT, "toolu_1", "msg_1", "req_1", "q2")
    assert [each for each in written if each in kept] == []
    assert hashed(SESSION) in kept


def test_numbers_and_names_are_kept_all_the_same() -> None:
    records, _ = everything_kept()

    assert {"Bash", "other"} == {call.name for call in only(records, ToolCall)}
    assert "/plan" in {turn.command for turn in only(records, Turn)}
    assert one([each for each in only(records, Request) if each.error], Request).error == "unknown"

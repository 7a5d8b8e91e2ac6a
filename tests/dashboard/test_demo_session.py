"""The session that the demo plays."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import orjson

from dashboard.demo.conversation import BEFORE, exchanges
from dashboard.demo.transcript import Transcript, past, play

NOW = 1_800_000_000.0


def records() -> list[Any]:
    transcript = Transcript("/demo/harbor")
    return [orjson.loads(transcript.written(line)) for line in past(transcript, NOW)]


def test_what_was_said_before_ended_just_now_and_began_minutes_ago() -> None:
    times = [when for when, _ in past(Transcript("/demo"), NOW)]
    assert times == sorted(times)
    assert times[-1] == NOW
    assert NOW - times[0] > 300


def test_every_prompt_is_a_turn_of_its_own() -> None:
    prompts = [it["promptId"] for it in records() if it["type"] == "user" and "promptId" in it]
    assert len(prompts) == len(set(prompts)) == len(BEFORE)


def test_all_blocks_of_a_reply_tell_the_same_usage() -> None:
    usages: dict[str, set[bytes]] = {}
    for it in records():
        if it["type"] == "assistant":
            key = it["message"]["id"]
            usages.setdefault(key, set()).add(orjson.dumps(it["message"]["usage"]))
    assert all(len(usage) == 1 for usage in usages.values())


def test_after_a_long_pause_the_prompt_cache_is_written_anew() -> None:
    replies = [it["message"]["usage"] for it in records() if it["type"] == "assistant"]
    reads = [usage["cache_read_input_tokens"] for usage in replies]
    assert reads.count(0) > 2
    assert max(reads) > 20_000


def test_every_tool_that_was_called_answers() -> None:
    blocks = [
        block
        for it in records()
        if isinstance(content := it.get("message", {}).get("content"), list)
        for block in content
    ]
    called = {it["id"] for it in blocks if it["type"] == "tool_use"}
    assert called == {it["tool_use_id"] for it in blocks if it["type"] == "tool_result"}
    assert called


def test_a_play_writes_the_past_and_stops_when_told(tmp_path: Path) -> None:
    play(Path("/demo/harbor"), tmp_path, now=lambda: NOW, stopped=lambda _: True)
    (file,) = (tmp_path / "projects/-demo-harbor").iterdir()
    assert file.read_bytes().count(b"\n") == len(records())


def test_what_is_said_while_one_watches_has_failures_and_errors_in_it() -> None:
    replies = [reply for _, it in zip(range(6), exchanges(), strict=False) for reply in it.replies]
    assert any(reply.failed for reply in replies)
    assert any(call.failed for reply in replies for call in reply.calls)

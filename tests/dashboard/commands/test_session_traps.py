"""Every trap of Claude Code's session files, from the files to what `perfdash sessions` prints."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import orjson
import pytest
from click.testing import CliRunner

from dashboard.cli import cli
from tests.collectors.sessions.lines import (
    OTHER_SESSION,
    SESSION,
    Line,
    aside,
    command,
    copied,
    failure,
    line,
    prompt,
    reply,
    result,
    system,
    thought,
    usage,
    use,
    write,
)
from tests.dashboard.export.schemas import check


class Home:
    """The folder of Claude Code, and perfdash as it is called on it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.project = folder / "claude" / "projects" / "-home-dev-shop"

    def write(self, *lines: Line | bytes, name: str = SESSION, end: bytes = b"\n") -> Path:
        path = self.project / f"{name}.jsonl"
        path.parent.mkdir(parents=True, exist_ok=True)
        written = [it if isinstance(it, bytes) else write([it])[0] for it in lines]
        path.write_bytes(b"".join(each + end for each in written))
        return path

    def totals(self) -> Any:
        return self.document()["totals"]

    def document(self) -> Any:
        words = ["sessions", str(self.folder), "--all", "--json"]
        outcome = CliRunner().invoke(cli, words)
        assert outcome.exit_code == 0, outcome.output
        decoded = orjson.loads(outcome.stdout)
        check(decoded, "sessions.schema.json")
        return decoded

    def counted(self) -> tuple[int, int]:
        """How many requests there are, and how many tokens they received."""
        totals = self.totals()
        models = totals["by_model"].values()
        assert totals["requests"] == sum(it["requests"] for it in models)
        return totals["requests"], sum(it["output_tokens"] for it in models)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Home:
    for name, folder in (("STATE_HOME", "state"), ("CONFIG_HOME", "config")):
        monkeypatch.setenv(f"XDG_{name}", str(tmp_path / folder))
    monkeypatch.setenv("CLAUDE_CONFIG_DIR", str(tmp_path / "claude"))
    return Home(tmp_path)


def test_several_lines_of_one_message(home: Home) -> None:
    home.write(prompt(0), reply(1, thought()), reply(2), reply(3, use("toolu_1")))
    assert home.counted() == (1, 9)


@pytest.mark.parametrize("growing", [[2, 4, 10], [10, 4, 2], [4, 10, 4]])
def test_snapshots_of_a_growing_message(home: Home, growing: Sequence[int]) -> None:
    home.write(prompt(0), *(reply(at, spent=usage(it)) for at, it in enumerate(growing, 1)))
    assert home.counted() == (1, 9)


def test_exact_duplicates(home: Home) -> None:
    home.write(prompt(0), *[reply(1, use("toolu_1")), result(2, "toolu_1")] * 3)
    assert home.counted() == (1, 9)
    assert home.totals()["tools"]["Bash"] == {"calls": 1, "errors": 0, "seconds": 1.0}


def test_echoes_of_sub_agents(home: Home) -> None:
    said = aside(reply(2, id="msg_2", request="req_2"))
    message = {key: said[key] for key in ("timestamp", "message", "requestId")}
    echo = line("progress", 3, data={"type": "agent_progress", "message": message})
    home.write(prompt(0), reply(1, use("toolu_1", "Task")), said, echo, result(4, "toolu_1"))
    assert home.counted() == (2, 18)


@pytest.mark.parametrize("inline", [True, False])
def test_sub_agents_count_for_the_command_that_caused_them(home: Home, *, inline: bool) -> None:
    main = [command(0, "plan", promptId="p"), prompt(0, "Plan!", promptId="p", isMeta=True)]
    main += [reply(1, use("toolu_1", "Task")), result(5, "toolu_1")]
    helper = [
        aside(prompt(2, "Look", **({} if inline else {"promptId": "p"}))),
        aside(reply(3, id="msg_2", request="req_2", model="claude-haiku-4-5")),
    ]
    home.write(*main[:3], *(helper if inline else []), *main[3:])
    if not inline:
        home.write(*helper, name=f"{SESSION}/subagents/agent-a0b1c2d3e4f5a6b7c")
    assert home.counted() == (2, 18)
    assert home.totals()["commands"]["/plan"]["output_tokens"] == 18


def test_an_old_file_of_a_sub_agent_counts_for_the_turn_that_was_under_way(home: Home) -> None:
    home.write(
        *[command(0, "plan"), prompt(0, "Plan!", isMeta=True), reply(1, use("toolu_1", "Task"))],
        *[result(5, "toolu_1"), reply(6, id="msg_3", request="req_3")],
    )
    helper = aside(reply(3, id="msg_2", request="req_2"))
    home.write(aside(prompt(2, "Look")), helper, name="agent-a0b1c2d3e4f5a6b7c")
    assert home.totals()["commands"]["/plan"]["requests"] == 3


def test_forks(home: Home) -> None:
    asked = [prompt(0), reply(1, requestSessionId=SESSION)]
    new = reply(3, id="msg_2", request="req_2", requestSessionId=OTHER_SESSION)
    home.write(*map(copied, asked), prompt(2, sessionId=OTHER_SESSION), copied(new), name="fork")
    home.write(*asked)
    assert home.counted() == (2, 18)
    assert [it["requests"] for it in home.document()["sessions"]] == [1, 1]


def test_failures_that_claude_code_wrote(home: Home) -> None:
    home.write(command(0, "plan"), reply(1), failure(2))
    totals = home.totals()
    assert (totals["requests"], totals["errors"]["api_error_final"]) == (1, 1)
    assert "<synthetic>" not in totals["by_model"]
    plan = totals["commands"]["/plan"]
    assert (plan["failed"], plan["succeeded"]) == (1, 0)


def test_no_request_ids(home: Home) -> None:
    said = reply(1, request=None)
    home.write(prompt(0), said, said)
    home.write(copied(prompt(0, uuid="u")), copied({**said, "uuid": "v"}), name=OTHER_SESSION)
    assert home.counted() == (2, 18)


@pytest.mark.parametrize("apart", [True, False])
def test_side_questions(home: Home, *, apart: bool) -> None:
    main = [prompt(0), reply(1, use("toolu_1")), result(2, "toolu_1")]
    question = [
        aside(reply(1, use("toolu_1"), request="req_8")),
        aside(reply(4, id="msg_9", request="req_9")),
    ]
    home.write(*main, *([] if apart else question))
    if apart:
        home.write(*question, name=f"{SESSION}/subagents/agent-a0b1c2d3e4f5a6b7c")
    assert home.counted() == (2, 18)
    assert home.totals()["tools"]["Bash"]["calls"] == 1


def test_a_last_line_that_is_not_whole_is_read_once_it_is(home: Home) -> None:
    path = home.write(prompt(0), reply(1))
    (torn,) = write([reply(2, {"type": "text", "text": "é"}, id="msg_2", request="req_2")])
    torn = torn.replace(rb"\u00e9", "é".encode())
    cut = torn.index("é".encode()) + 1
    with path.open("ab") as file:
        file.write(torn[:cut])
    assert home.counted() == (1, 9)
    with path.open("ab") as file:
        file.write(torn[cut:] + b"\n")
    assert home.counted() == (2, 18)
    assert home.totals()["broken_lines"] == 0


def test_lines_of_megabytes(home: Home) -> None:
    large = result(2, "toolu_1", toolUseResult={"stdout": "x" * 4_000_000})
    home.write(prompt(0, "y" * 4_000_000), reply(1, use("toolu_1")), large)
    assert home.totals()["tools"]["Bash"]["seconds"] == 1.0


def test_results_out_of_the_order_of_their_calls(home: Home) -> None:
    home.write(
        *[prompt(0), reply(1, use("toolu_1", "Read")), reply(2, use("toolu_2", "Grep"))],
        *[result(3, "toolu_2"), result(5, "toolu_1")],
    )
    tools = home.totals()["tools"]
    assert {name: it["seconds"] for name, it in tools.items()} == {"Read": 4.0, "Grep": 1.0}


def test_results_that_are_an_object_or_a_string(home: Home) -> None:
    whole = [{"stdout": "done"}, "Error: no", "done"]
    calls = [reply(1, use(f"toolu_{number}")) for number in range(3)]
    ends = [result(2, f"toolu_{n}", failed=None, toolUseResult=it) for n, it in enumerate(whole)]
    home.write(prompt(0), *calls, *ends)
    assert home.totals()["tools"]["Bash"] == {"calls": 3, "errors": 1, "seconds": 3.0}


def test_null_fields(home: Home) -> None:
    spent = usage(cache_creation=None, cache_read_input_tokens=None, server_tool_use=None)
    home.write(prompt(0), reply(1, spent={**spent, "speed": None, "iterations": None}))
    assert home.counted() == (1, 9)


@pytest.mark.parametrize(
    "model",
    [
        "claude-opus-4-5",
        "claude-opus-4-5-20251101",
        "claude-opus-4-5[1m]",
        "anthropic/claude-opus-4-5",
        "us.anthropic.claude-opus-4-5-20251101-v1:0",
        "claude-opus-4-5@20251101",
    ],
)
def test_models_of_any_provider_have_their_price(home: Home, model: str) -> None:
    home.write(prompt(0), reply(1, model=model, spent=usage(1_000_001, input_tokens=0)))
    assert home.totals()["cost_usd"] == 25.0


def test_a_model_that_is_not_known_has_no_price_and_all_its_tokens(home: Home) -> None:
    home.write(prompt(0), reply(1, model="claude-opus-77"))
    assert home.counted() == (1, 9)
    assert home.totals()["by_model"]["claude-opus-77"]["cost_usd"] is None


def test_times_before_those_of_earlier_lines(home: Home) -> None:
    home.write(prompt(9), reply(10), prompt(2, promptId="q"), reply(3, id="m", request="r"))
    (session,) = home.document()["sessions"]
    assert (session["turns"], session["requests"]) == (2, 2)
    assert session["started_at"] < session["last_at"]


def test_requests_that_no_line_shows(home: Home) -> None:
    spent = usage(1_000_001, input_tokens=0)
    total = {"type": "cost-state", "sessionId": SESSION, "totalCostUSD": 25.5}
    home.write(prompt(0), reply(1, model="claude-opus-4-5", spent=spent), total)
    (session,) = home.document()["sessions"]
    assert (session["reported_cost_usd"], session["hidden_cost_usd"]) == (25.5, 0.5)


def test_types_that_are_not_known_and_bookkeeping_without_a_time(home: Home) -> None:
    book: list[Line] = [{"type": "summary", "summary": "x"}, {"type": "file-history-snapshot"}]
    home.write(*book, prompt(0), line("novelty", 1), line("novelty", 2), reply(3))
    assert home.totals()["unknown_records"] == {"novelty": 2}


def test_retries_and_compactions(home: Home) -> None:
    compacted = {"trigger": "auto", "preTokens": 9, "postTokens": 1, "durationMs": 5}
    home.write(
        *[prompt(0), system(1, "api_error", error={"status": 529}), reply(2)],
        *[system(3, "compact_boundary", compactMetadata=compacted)],
        prompt(4, "All that was said", isCompactSummary=True),
    )
    totals = home.totals()
    assert (totals["errors"]["api_retry"], totals["compactions"], totals["turns"]) == (1, 1, 1)


def test_what_no_human_said_is_no_turn(home: Home) -> None:
    home.write(
        *[prompt(0), reply(1), prompt(2, "Caveat", isMeta=True)],
        *[command(3, "clear"), prompt(4, "<local-command-stdout></local-command-stdout>")],
        system(5, "local_command"),
    )
    assert (home.totals()["turns"], home.totals()["commands"]) == (1, {})


def test_commands_whatever_the_order_of_their_tags(home: Home) -> None:
    body = "<command-name>/plan</command-name>\n   <command-message>plan</command-message>"
    home.write(prompt(0, body), reply(1), command(2, "plan"), reply(3, id="m", request="r"))
    assert home.totals()["commands"]["/plan"]["invocations"] == 2


@pytest.mark.parametrize(
    ("stop", "end", "succeeded"),
    [
        ("end_turn", None, 1),
        ("tool_use", None, 0),
        ("max_tokens", None, 0),
        ("end_turn", prompt(2, "[Request interrupted by user]"), 0),
    ],
)
def test_success_is_that_the_model_itself_ended_a_turn(
    home: Home, stop: str, end: Line | None, succeeded: int
) -> None:
    home.write(command(0, "plan"), reply(1, stop=stop), *([end] if end else []))
    totals = home.totals()
    assert totals["commands"]["/plan"]["succeeded"] == totals["turns_succeeded"] == succeeded


def test_two_sessions_in_one_file(home: Home) -> None:
    other = [prompt(2, uuid="u"), reply(3, id="msg_2", request="req_2", uuid="v")]
    home.write(prompt(0), reply(1), *map(copied, other), prompt(4), reply(5, id="m", request="r"))
    sessions = home.document()["sessions"]
    assert sorted((it["turns"], it["requests"]) for it in sessions) == [(1, 1), (2, 2)]


def test_what_was_read_stays_when_claude_code_deletes_its_file(home: Home) -> None:
    path = home.write(prompt(0), reply(1))
    before = home.document()
    path.unlink()
    assert home.document() == before


def test_a_file_that_shrinks_or_is_another_is_read_again(home: Home) -> None:
    lines = [prompt(0), reply(1), reply(2, id="msg_2", request="req_2")]
    home.write(*lines)
    assert home.counted() == (2, 18)
    home.write(*lines[:2])
    assert home.counted() == (2, 18)
    home.write(*lines, reply(3, id="msg_3", request="req_3"))
    assert home.counted() == (3, 27)


@pytest.mark.parametrize("end", [b"\n", b"\r\n"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_marks_of_other_systems(home: Home, mark: bytes, end: bytes) -> None:
    home.write(mark + write([prompt(0)])[0], reply(1), end=end)
    totals = home.totals()
    assert (totals["turns"], totals["requests"], totals["broken_lines"]) == (1, 1, 0)


@pytest.mark.parametrize(
    "line",
    [b"\0" * 99, b"[" * 99_999, b'{"type":' * 9_999, b"\xff\xfe", b"[]", b"1" * 9_999, b"NaN"],
    ids=["nulls", "deep", "deeper", "no text", "a list", "a number", "no number"],
)
def test_lines_that_are_no_records_are_counted(home: Home, line: bytes) -> None:
    home.write(prompt(0), line, reply(1))
    assert (home.counted(), home.totals()["broken_lines"]) == ((1, 9), 1)


@pytest.mark.parametrize("number", [-1, 2**63, 2**64, 10**30, 1.5, "9", True, [], {}])
def test_numbers_that_are_none_count_nothing(home: Home, number: object) -> None:
    home.write(prompt(0), reply(1, spent={"input_tokens": number, "output_tokens": 9}))
    assert home.counted() == (1, 9)
    assert home.totals()["by_model"]["claude-opus-5"]["input_tokens"] == 0


@pytest.mark.parametrize(
    "at", ["1970-01-01T00:00:00Z", "9999-12-31T23:59:59Z", "0001-01-01T00:00:00", "", 5, None]
)
def test_times_that_are_none_are_left_out(home: Home, at: object) -> None:
    home.write(prompt(0), reply(1), reply(2, id="msg_2", request="req_2", timestamp=at))
    (session,) = home.document()["sessions"]
    assert session["requests"] == 2
    assert session["last_at"][:19] == "2026-11-19T08:00:01"


def test_a_time_without_a_zone_is_utc(home: Home) -> None:
    home.write(prompt(0, timestamp="2026-11-19T08:00:00"), reply(1))
    assert home.document()["sessions"][0]["started_at"] == "2026-11-19T08:00:00.000Z"

"""What each command prints where, and how it ends."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import click
import pytest

from dashboard.demo import lay_out
from tests.dashboard.commands.outcome import Perfdash
from tests.dashboard.commands.tree import EVERY, GROUPS, LEAVES

HOSTILE = """[notify]
command = ["./tell"]
[prices.mine]
input = 3
output = 15
cache_write_5m = 3.75
cache_write_1h = 6
cache_read = 0.3
"""
PATIENCE = 20.0
"""Seconds after which a process that has not done its part is taken for broken."""


@pytest.mark.parametrize("words", GROUPS)
def test_what_a_command_does_is_told_on_one_line(perfdash: Perfdash, words: str) -> None:
    listed = perfdash(*words.split(), "--help").out.partition("Commands:\n")[2].splitlines()
    assert listed
    assert [line for line in listed if line.endswith("...")] == []


@pytest.mark.parametrize(("words", "command"), LEAVES)
def test_every_option_says_what_it_does(words: str, command: click.Command) -> None:
    options = [it for it in command.params if isinstance(it, click.Option)]
    assert [f"{words} {it.name}" for it in options if not it.help] == []


@pytest.mark.parametrize("words", EVERY)
@pytest.mark.parametrize("flag", ["-h", "--help"])
def test_every_command_explains_itself(perfdash: Perfdash, words: str, flag: str) -> None:
    told = perfdash(*words.split(), flag)
    assert (told.code, told.err) == (0, "")
    assert told.out.startswith(f"Usage: {f'perfdash {words}'.rstrip()} ")


def test_the_version_is_told(perfdash: Perfdash) -> None:
    assert perfdash("-V").out == perfdash("--version").out == "perfdash, version 0.1.0\n"


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("scna",), "there is no folder or command 'scna'; did you mean 'scan'?"),
        (("nowhere-at-all",), "there is no folder or command 'nowhere-at-all'"),
        (("scan", "nowhere"), "Directory 'nowhere' does not exist"),
        (("scan", "--jsn"), "No such option '--jsn'"),
        (("load", "--rounds", "0"), "0 is not in the range"),
        (("config", "shwo"), "No such command 'shwo'"),
        (("--refresh", "0.1"), "--refresh: dashboard.refresh_seconds must be at least 0.5"),
        (("",), "it is empty"),
        (("scan", ""), "it is empty"),
        (("load", ""), "it is empty"),
        (("baseline", "pin", ""), "it is empty"),
        (("snapshot", "-o", ""), "it is empty"),
        (("collect", "--once", "--otlp"), "leave out --once or --otlp"),
        (("trust", "--yes", "--revoke"), "choose one of --yes, --list and --revoke"),
        (("check", "--against", ""), "it is empty"),
        (("--refresh", "inf"), "--refresh: dashboard.refresh_seconds must be finite"),
        (("--refresh", "nan"), "--refresh: dashboard.refresh_seconds must be finite"),
        (("--refresh", "1e9"), "--refresh: dashboard.refresh_seconds must be at most 86400"),
        (("--pid", "9" * 30), "--pid: dashboard.session_pid must be at most 4194304"),
    ],
)
def test_wrong_usage_is_told_on_stderr(
    perfdash: Perfdash, words: tuple[str, ...], message: str
) -> None:
    told = perfdash(*words)
    assert (told.code, told.out) == (2, "")
    assert message in told.err


@pytest.mark.parametrize(
    "words", [("scan",), ("scan", "--json"), ("load",), ("snapshot",), ("collect", "--once")]
)
def test_a_folder_without_a_framework_is_told_what_was_looked_for(
    perfdash: Perfdash, words: tuple[str, ...]
) -> None:
    told = perfdash(*words)
    assert (told.code, told.out) == (2, "")
    assert told.err.startswith("perfdash: ")
    for sought in ("CLAUDE.md", ".claude", "plugin.json", "SKILL.md", "components/"):
        assert sought in told.err
    assert "perfdash demo" in told.err


@pytest.mark.parametrize("words", [(), (".",), ("dashboard", "--no-collect")])
def test_without_a_terminal_there_is_no_dashboard(
    perfdash: Perfdash, words: tuple[str, ...]
) -> None:
    told = perfdash(*words)
    assert (told.code, told.out) == (2, "")
    assert "needs a terminal" in told.err


def test_a_key_that_is_not_known_is_told_with_its_file_and_the_nearest(
    perfdash: Perfdash, harbor: Path
) -> None:
    (harbor / "perfdash.toml").write_text("[dashboard]\nrefresh_second = 2\n")
    told = perfdash("scan", harbor)
    assert (told.code, told.out) == (2, "")
    assert f"{harbor}/perfdash.toml" in told.err
    assert "did you mean dashboard.refresh_seconds?" in told.err


def test_a_wrong_value_in_the_environment_is_told(
    perfdash: Perfdash, harbor: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PERFDASH_LOAD_ROUNDS", "many")
    told = perfdash("snapshot", harbor)
    assert told.code == 2
    assert "environment: load.rounds must be a whole number" in told.err


@pytest.mark.parametrize(
    "words",
    [
        ("scan",),
        ("scan", "--json"),
        ("load", "nope", "--root"),
        ("doctor",),
        ("config", "show"),
        ("trust",),
        ("snapshot",),
        ("check",),
        ("prices", "--json"),
        ("sessions",),
    ],
    ids=" ".join,
)
def test_a_root_with_a_hostile_name_is_told_harmlessly(
    perfdash: Perfdash, home: Path, words: tuple[str, ...]
) -> None:
    root = lay_out(home).rename(home / "\x1b]0;PWNED\x07\n[b]")
    (root / "perfdash.toml").write_text(HOSTILE)
    told = perfdash(*words, root)
    assert "PWNED" in told.out + told.err
    assert not {"\x1b", "\x07"} & set(told.out + told.err)


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_every_shell_gets_a_script(shell: str) -> None:
    assert "COMP_WORDS" in completed(f"{shell}_source")


def test_commands_and_their_flags_are_completed() -> None:
    assert completed("bash_complete", "sc").splitlines() == ["dir,sc", "plain,scan"]
    assert "plain,--json" in completed("bash_complete", "scan", "--").splitlines()
    assert "plain,init" in completed("bash_complete", "config", "").splitlines()


def completed(instruction: str, *words: str) -> str:
    """What a shell is answered when it asks to complete the last word."""
    asked = {
        "_PERFDASH_COMPLETE": instruction,
        "COMP_WORDS": " ".join(("perfdash", *words)),
        "COMP_CWORD": str(len(words)),
    }
    ended = subprocess.run(
        [sys.executable, "-c", "from dashboard.cli import main; main()"],
        env={**os.environ, **asked},
        check=True,
        timeout=PATIENCE,
        stdout=subprocess.PIPE,
        text=True,
    )
    return ended.stdout

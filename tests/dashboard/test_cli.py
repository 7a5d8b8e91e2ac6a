"""What each command prints where, and how it ends."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import click
import orjson
import pytest

from collectors.config import Config
from collectors.config_file import Layer, apply
from collectors.store import Store
from dashboard.cli import cli
from dashboard.demo import lay_out
from tests.dashboard.commands.outcome import Perfdash
from tests.dashboard.export.schemas import check

PATIENCE = 20.0
"""Seconds after which a process that has not done its part is taken for broken."""


def every_command(command: click.Command = cli, *words: str) -> Iterator[tuple[str, ...]]:
    """The words that call each command, groups among them."""
    yield words
    if isinstance(command, click.Group):
        for name, inner in command.commands.items():
            yield from every_command(inner, *words, name)


@pytest.mark.parametrize("words", [*every_command()], ids=" ".join)
@pytest.mark.parametrize("flag", ["-h", "--help"])
def test_every_command_explains_itself(
    perfdash: Perfdash, words: tuple[str, ...], flag: str
) -> None:
    told = perfdash(*words, flag)
    assert (told.code, told.err) == (0, "")
    assert told.out.startswith(f"Usage: {' '.join(('perfdash', *words))} ")


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
        (("check", "--against", ""), "it is empty"),
        (("--refresh", "inf"), "--refresh: dashboard.refresh_seconds must be finite"),
        (("--refresh", "nan"), "--refresh: dashboard.refresh_seconds must be finite"),
        (("--refresh", "1e9"), "--refresh: dashboard.refresh_seconds must be at most 86400"),
        (("--pid", "9" * 30), "--pid: dashboard.session_pid must be a number of at most"),
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


def test_the_configuration_in_force_is_shown_as_toml_with_its_origins(
    perfdash: Perfdash, harbor: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (harbor / "perfdash.toml").write_text("[load]\nrounds = 7\n")
    monkeypatch.setenv("PERFDASH_STORE_RAW_HOURS", "5")
    told = perfdash("config", "show", harbor)
    table = tomllib.loads(told.out)
    assert (table["load"]["rounds"], table["store"]["raw_hours"]) == (7, 5)
    assert re.search(rf"rounds = 7 +# {harbor}/perfdash.toml\n", told.out)
    assert re.search(r"raw_hours = 5 +# environment\n", told.out)


def test_a_first_configuration_changes_nothing_and_is_never_replaced(
    perfdash: Perfdash, harbor: Path
) -> None:
    path = Path(perfdash("config", "path").out.rstrip("\n"))
    assert not path.exists()
    assert perfdash("config", "init").code == 0
    written = path.read_text("utf-8")
    assert apply(Config(), Layer(str(path), tomllib.loads(written))) == Config()
    again = perfdash("config", "init")
    assert (again.code, path.read_text("utf-8")) == (2, written)
    assert f"{path} is there already" in again.err


def test_a_configuration_that_cannot_be_written_is_told(
    perfdash: Perfdash, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (home / "file").write_text("mine")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(home / "file"))
    told = perfdash("config", "init")
    assert (told.code, told.out) == (2, "")
    assert "set XDG_CONFIG_HOME" in told.err


def test_a_scan_is_one_json_document_and_nothing_else(perfdash: Perfdash, harbor: Path) -> None:
    told = perfdash("scan", harbor, "--json")
    assert (told.code, told.err) == (0, "")
    check(orjson.loads(told.out), "scan.schema.json")


def test_what_is_found_in_the_bundled_framework(perfdash: Perfdash, harbor: Path) -> None:
    found = orjson.loads(perfdash("scan", harbor, "--json").out)
    assert {kind: part["modules"] for kind, part in found["kinds"].items()} == {
        "agent": 2,
        "command": 6,
        "component": 11,
        "memory": 1,
        "other": 1,
        "output-style": 1,
        "rule": 2,
        "settings": 1,
        "skill": 2,
        "skill-file": 1,
    }
    assert found["references"] == {"occurrences": 30, "edges": 27, "missing": 1, "cycles": 1}
    assert sorted(finding["kind"] for finding in found["findings"]) == [
        "cycle",
        "front-matter",
        "missing-target",
    ]


def test_what_every_session_of_the_bundled_framework_pays(perfdash: Perfdash, harbor: Path) -> None:
    assert orjson.loads(perfdash("scan", harbor, "--json").out)["startup"] == {
        "tokens": 579,
        "memory_tokens": 376,
        "listing_tokens": 203,
        "listing_characters": 643,
        "listing_budget_characters": 8_000,
    }


def test_every_way_to_write_a_reference_is_in_the_bundled_framework(
    perfdash: Perfdash, harbor: Path
) -> None:
    modules = orjson.loads(perfdash("scan", harbor, "--json").out)["modules"]
    assert len({reference["syntax"] for it in modules for reference in it["references"]}) == 10


def test_closures_of_the_bundled_framework_add_up(perfdash: Perfdash, harbor: Path) -> None:
    modules = orjson.loads(perfdash("scan", harbor, "--json").out)["modules"]
    tokens = {module["path"]: module["tokens"] for module in modules}
    whole = {module["path"]: module for module in modules}
    docs = ("docs/principles.md", "docs/house-rules.md", "docs/glossary.md")
    assert whole["CLAUDE.md"]["eager_tokens"] == sum(tokens[it] for it in ("CLAUDE.md", *docs))
    parts = ("context/find-code.md", "quality/checks.md", "reporting/report.md")
    build = ".claude/commands/build.md"
    expected = tokens[build] + sum(tokens[f"components/{part}"] for part in parts)
    assert whole[build]["full_tokens"] == expected
    assert whole[build]["eager_tokens"] == tokens[build]


def test_a_report_names_what_matters_and_has_no_colors_in_a_pipe(
    perfdash: Perfdash, harbor: Path
) -> None:
    told = perfdash("scan", harbor)
    assert (told.code, told.err) == (0, "")
    assert "\x1b" not in told.out
    for words in ("28 modules", "Biggest closures", "Most included", "Findings: 3"):
        assert words in told.out


def test_a_root_with_a_hostile_name_is_told_harmlessly(perfdash: Perfdash, home: Path) -> None:
    root = lay_out(home).rename(home / "\x1b]0;PWNED\x07[b]")
    for words in (("scan", root), ("load", "nope", "--root", root), ("doctor", root)):
        told = perfdash(*words)
        assert "PWNED" in told.out + told.err
        assert "\x1b" not in told.out + told.err


def test_without_a_terminal_the_demo_is_a_report(perfdash: Perfdash) -> None:
    told = perfdash("demo")
    assert told.code == 0
    assert "28 modules" in told.out
    assert "no terminal" in told.err


def test_loads_of_all_commands_are_a_table(perfdash: Perfdash, harbor: Path) -> None:
    told = perfdash("load", "--root", harbor, "--rounds", "1")
    assert (told.code, told.err) == (0, "")
    assert len(re.findall(r"^\.claude/commands/", told.out, re.MULTILINE)) == 6


def test_loads_of_what_is_named_are_json(perfdash: Perfdash, harbor: Path) -> None:
    told = perfdash("load", "/plan", "components/q*/*", "--root", harbor, "--rounds", "2", "--json")
    document = orjson.loads(told.out)
    assert document["schema"] == "perfdash.load/1"
    assert [it["path"] for it in document["loads"]] == [
        ".claude/commands/plan.md",
        "components/quality/checks.md",
    ]
    assert document["loads"][0]["modes"]["cold"]["rounds"] == 2


def test_a_target_that_is_not_there_is_told_the_nearest(perfdash: Perfdash, harbor: Path) -> None:
    told = perfdash("load", "/relase", "--root", harbor)
    assert (told.code, told.out) == (2, "")
    assert "'/relase' names no module" in told.err
    assert "did you mean '/release'?" in told.err


def snapshot(perfdash: Perfdash, *words: str | Path) -> dict[str, Any]:
    told = perfdash("snapshot", *words)
    assert (told.code, told.err) == (0, "")
    document: dict[str, Any] = orjson.loads(told.out)
    check(document, "snapshot.schema.json")
    return document


def test_a_snapshot_measures_first(perfdash: Perfdash, harbor: Path) -> None:
    document = snapshot(perfdash, harbor)
    names = {metric["name"] for metric in document["metrics"]}
    assert {"load_seconds", "startup_tokens", "cpu_ratio", "cache_hit_ratio"} <= names
    assert document["root"] == str(harbor)


def test_a_snapshot_may_only_read(perfdash: Perfdash, harbor: Path) -> None:
    assert perfdash("collect", "--once", harbor).code == 0
    first, second = (snapshot(perfdash, harbor, "--no-collect")["metrics"] for _ in range(2))
    counts = [
        [it["count"] for it in told if it["name"] == "tick_seconds"] for told in (first, second)
    ]
    assert counts[0] == counts[1] != []


def test_a_snapshot_of_nothing_is_refused(perfdash: Perfdash, harbor: Path) -> None:
    told = perfdash("snapshot", harbor, "--no-collect")
    assert (told.code, told.out) == (2, "")
    assert "nothing was measured here yet" in told.err


@pytest.mark.parametrize("flag", ["-o", "--output"])
def test_a_snapshot_is_written_whole_into_a_file(
    perfdash: Perfdash, harbor: Path, flag: str
) -> None:
    told = perfdash("snapshot", harbor, flag, "it.json")
    assert (told.code, told.out, told.err) == (0, "", "wrote it.json\n")
    check(orjson.loads(Path("it.json").read_bytes()), "snapshot.schema.json")


def test_a_snapshot_is_not_written_through_a_link(perfdash: Perfdash, harbor: Path) -> None:
    Path("precious").write_text("mine")
    Path("it.json").symlink_to("precious")
    told = perfdash("snapshot", harbor, "-o", "it.json")
    assert (told.code, Path("precious").read_text()) == (2, "mine")
    assert "symbolic link" in told.err


def test_one_round_of_measuring_says_nothing(perfdash: Perfdash, harbor: Path) -> None:
    told = perfdash("collect", harbor, "--once")
    assert (told.code, told.out, told.err) == (0, "", "")


@pytest.mark.parametrize("words", [("collect",), ("collect", "--once")])
def test_two_do_not_record_one_root(
    perfdash: Perfdash, harbor: Path, words: tuple[str, ...]
) -> None:
    with closing(Store.open(harbor, writable=True)):
        told = perfdash(*words, harbor)
    assert (told.code, told.out) == (2, "")
    assert f"process {os.getpid()}" in told.err


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_recording_goes_on_until_it_is_told_to_end(harbor: Path, number: signal.Signals) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", "from dashboard.cli import main; main()", "collect", harbor],
        stderr=subprocess.PIPE,
        text=True,
    ) as recorder:
        try:
            wait_for_samples(recorder, harbor)
            recorder.send_signal(number)
            _, said = recorder.communicate(timeout=PATIENCE)
        finally:
            recorder.kill()
    assert recorder.returncode == 0
    assert said == f"recording {harbor}; interrupt to stop\n"
    with closing(Store.open(harbor, writable=False)) as store:
        assert (store.integrity(), store.recorded_by()) == ("", 0)


def wait_for_samples(recorder: subprocess.Popen[str], root: Path) -> None:
    """Return once a recorder has stored a framework; fail when it ends or takes too long."""
    for _ in range(int(PATIENCE / 0.05)):
        with closing(Store.open(root, writable=False)) as store:
            if store.framework().modules:
                return
        with pytest.raises(subprocess.TimeoutExpired):
            recorder.wait(0.05)
    pytest.fail("nothing was recorded")


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

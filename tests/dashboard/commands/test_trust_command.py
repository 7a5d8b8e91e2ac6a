"""What `perfdash trust` shows, asks and remembers."""

from __future__ import annotations

from pathlib import Path

import pytest

from collectors.config_file import settings
from tests.dashboard.commands.outcome import Perfdash

HOOK = '[notify]\ncommand = ["./hook.sh", "a b"]\nwebhook = "https://example.com/x"\n'


@pytest.fixture
def root(home: Path) -> Path:
    """A repository that wants a script run, and something sent."""
    folder = home / "repository"
    folder.mkdir()
    (folder / "perfdash.toml").write_text(HOOK)
    (folder / "hook.sh").write_text("echo hello\n")
    return folder


def command(root: Path) -> tuple[str, ...]:
    return settings(root, {}).config.notify.command


def test_everything_is_shown_and_nothing_trusted_where_nobody_can_be_asked(
    perfdash: Perfdash, root: Path
) -> None:
    told = perfdash("trust", root)
    assert told.code == 2
    assert told.out.splitlines() == [
        f"{root}/perfdash.toml wants notify.command:",
        "    ./hook.sh",
        "    a b",
        "  with the file beside it ./hook.sh, as it is now",
        "  ./hook.sh says:",
        "    │ echo hello",
        f"{root}/perfdash.toml wants notify.webhook:",
        "    https://example.com/x",
    ]
    assert f"perfdash trust --yes {root}" in told.err
    assert command(root) == ()


def test_a_program_that_is_no_text_is_not_passed_over(perfdash: Perfdash, root: Path) -> None:
    (root / "hook.sh").write_bytes(b"\x7fELF\0\0")
    assert "./hook.sh cannot be shown, look at it yourself: " in perfdash("trust", root).out


def test_what_a_program_says_cannot_write_to_the_terminal(perfdash: Perfdash, root: Path) -> None:
    (root / "hook.sh").write_text("echo \x1b[2K\u202ehello\n")
    assert "\x1b" not in perfdash("trust", root).out


@pytest.mark.parametrize(("says", "code"), [("y", 0), ("n", 2), ("", 2)])
def test_the_user_is_asked(
    perfdash: Perfdash, root: Path, monkeypatch: pytest.MonkeyPatch, says: str, code: int
) -> None:
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("click.termui.visible_prompt_func", lambda _: says)
    assert perfdash("trust", root).code == code
    assert bool(command(root)) is (code == 0)


def test_what_is_trusted_is_listed_and_revoked(perfdash: Perfdash, root: Path) -> None:
    assert perfdash("trust", root, "--yes").err.startswith("trusted; ")
    assert command(root) == ("./hook.sh", "a b")
    assert "already" in perfdash("trust", root).err
    listed = perfdash("trust", "--list")
    assert (listed.code, listed.out.count("trusted since")) == (0, 2)
    assert "notify.webhook" in perfdash("trust", root, "--revoke").err
    assert command(root) == ()
    assert perfdash("trust", "--list").err == "you trust nothing yet\n"


def test_what_changed_since_is_listed_as_such(perfdash: Perfdash, root: Path) -> None:
    perfdash("trust", root, "--yes")
    (root / "hook.sh").write_text("curl evil.example\n")
    assert perfdash("trust", "--list").out.count("it has changed since") == 1


def test_where_nothing_is_wanted_nothing_is_asked(perfdash: Perfdash, home: Path) -> None:
    told = perfdash("trust", home)
    assert (told.code, told.out) == (0, "")
    assert "nothing here wants" in told.err
    assert "was trusted" in perfdash("trust", home, "--revoke").err


def test_no_word_attacks_the_terminal(perfdash: Perfdash, root: Path) -> None:
    hostile = r'command = ["sh", "\u001b[2Kdate\n    harmless\u202e"]'
    (root / "perfdash.toml").write_text(f"[notify]\n{hostile}\n")
    lines = perfdash("trust", root).out.splitlines()
    assert lines[1:] == ["    sh", "    ␛[2Kdate␊    harmless\\u202e"]


def test_a_long_word_is_not_shortened(perfdash: Perfdash, root: Path) -> None:
    (root / "perfdash.toml").write_text(f'[notify]\ncommand = ["sh", "{"x" * 5_000}"]\n')
    assert "x" * 5_000 in perfdash("trust", root).out

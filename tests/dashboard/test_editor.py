from __future__ import annotations

from pathlib import Path

import pytest

from dashboard.editor import EditorError, command, run

FILE = Path("/home/dev/a b.md")


def test_visual_comes_before_editor() -> None:
    assert command({"VISUAL": "vim", "EDITOR": "nano"}, FILE, 7) == ("vim", "+7", str(FILE))


def test_an_editor_keeps_its_arguments() -> None:
    words = command({"EDITOR": "emacsclient -t -a ''"}, FILE, 7)
    assert words == ("emacsclient", "-t", "-a", "", "+7", str(FILE))


@pytest.mark.parametrize(
    ("editor", "place"),
    [
        ("code --wait", ("--goto", f"{FILE}:7")),
        ("hx", (f"{FILE}:7",)),
        ("subl -w", (f"{FILE}:7",)),
        ("kate -b", ("--line", "7", str(FILE))),
        ("/usr/bin/nano", ("+7", str(FILE))),
    ],
)
def test_an_editor_is_told_the_line_in_its_own_way(editor: str, place: tuple[str, ...]) -> None:
    assert command({"EDITOR": editor}, FILE, 7)[-len(place) :] == place


def test_a_line_before_the_first_is_the_first() -> None:
    assert command({"EDITOR": "vim"}, FILE, 0)[1] == "+1"


@pytest.mark.parametrize("environment", [{}, {"EDITOR": "  "}, {"EDITOR": "vim 'unclosed"}])
def test_without_a_usable_editor_the_error_says_what_to_set(environment: dict[str, str]) -> None:
    with pytest.raises(EditorError, match="VISUAL or EDITOR"):
        command(environment, FILE, 1)


def test_no_shell_reads_the_words(tmp_path: Path) -> None:
    target = tmp_path / "$(touch owned); touch owned"
    assert run(("touch", str(target))) == ""
    assert [path.name for path in tmp_path.iterdir()] == [target.name]


def test_an_editor_that_is_not_there_is_named() -> None:
    assert run(("no-such-editor", "file")).startswith("no-such-editor cannot be started")


@pytest.mark.parametrize(
    ("script", "said"),
    [
        ("exit 3", "sh failed: it ended with 3."),
        ("kill -9 $$", "sh failed: signal 9 ended it."),
        ("kill -INT $$", "sh failed: signal 2 ended it."),
        ("kill -INT $PPID", ""),
    ],
)
def test_an_editor_that_fails_is_told_and_its_interruption_is_its_own(
    script: str, said: str
) -> None:
    assert run(("sh", "-c", script)) == said

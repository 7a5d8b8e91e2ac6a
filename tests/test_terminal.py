"""The installed `perfdash` in a real terminal."""

from __future__ import annotations

import re
import signal
import sysconfig
from pathlib import Path

import orjson

from tests.homes import folders
from tests.terminal import Terminal

PERFDASH = Path(sysconfig.get_path("scripts")) / "perfdash"

MEASURED = {
    "1": r"load p50 [\d.]+ (µs|ms)",
    "2": r"total [\d,]+",
    "3": r"session +\$[\d.]+|no session found|reading sessions",
    "4": r"hit ratio [\d.]+ %",
    "5": r"busy [\d.]+ %",
    "6": r"none firing|critical|warning|info",
    "7": r"2[89] of 2[89](.|\n)*/release\.md .* (µs|ms)",
}
"""What a panel shows once it shows what was measured."""

HOSTILE = (
    "\x1b]0;PWNED\x07.md",
    "\x1b[2J\x1b[31mred.md",
    "\x9b31mred.md",
    "[/].md",
    "[link=http://evil]x[/link].md",
    "[@click=app.quit]x[/].md",
    "two\nlines.md",
    "\u202egnp.md",
    "bytes\udcff.md",
    "-rf.md",
    "=cmd|calc.md",
    "x" * 252 + ".md",
)

ENTER, LEAVE = b"\x1b[?1049h", b"\x1b[?1049l"
"""To the screen that is drawn on, and back to what was there before."""


def opened(
    home: Path,
    *words: str,
    size: tuple[int, int] = (120, 40),
    **more: str,
) -> Terminal:
    """The installed command in a terminal, its folders in a home of the test's own."""
    environment = folders(home) | more
    return Terminal(PERFDASH, *words, size=size, folder=home, environment=environment)


def colors(sent: bytes) -> set[int]:
    """The codes that choose a color among all that choose how text looks."""
    parts = (part for look in re.findall(rb"\x1b\[([\d;]*)m", sent) for part in look.split(b";"))
    codes = {int(part) for part in parts if part}
    return codes & {*range(30, 39), *range(40, 49), *range(90, 98), *range(100, 108)}


def is_restored(sent: bytes) -> bool:
    """Whether the screen from before is back, with its cursor, and the mouse is let go."""
    last = {mode: sent.rpartition(b"\x1b[?" + mode)[2][:1] for mode in (b"1049", b"25", b"1003")}
    return last == {b"1049": b"l", b"25": b"h", b"1003": b"l"}


def test_the_demo_fills_every_panel_and_answers_keys(tmp_path: Path) -> None:
    with opened(tmp_path, "demo") as terminal:
        terminal.wait_for("● LIVE")
        terminal.press("++")
        terminal.wait_for(*MEASURED.values(), "LIVE 1 s", r"self [\d.]+ %")
        terminal.press("?")
        terminal.wait_for("esc closes")
        terminal.press("\x1b")
        terminal.wait_for(r"\A(?!(.|\n)*esc closes)")
        terminal.press("\r")
        terminal.wait_for("Includes", "Used by", "Findings")
        terminal.press("\x1b")
        terminal.wait_for("▼ load p95")
        terminal.press(" ")
        terminal.wait_for("PAUSED")
        terminal.press("s")
        terminal.wait_for("napshot written")
        terminal.press("q")
        assert terminal.wait() == 0
    assert is_restored(terminal.sent)
    assert colors(terminal.sent)
    (written,) = tmp_path.glob("perfdash-snapshot-*.json")
    assert orjson.loads(written.read_bytes())["schema"] == "perfdash.snapshot/1"


def test_every_panel_has_its_turn_in_a_small_terminal(tmp_path: Path) -> None:
    with opened(tmp_path, "demo", size=(80, 24)) as terminal:
        terminal.wait_for("LIVE|STARTING")
        terminal.press("++")
        for number, measured in MEASURED.items():
            terminal.press(number)
            terminal.wait_for(rf"╭─ {number} ", measured)
        terminal.press("q")
        assert terminal.wait() == 0


def test_without_colors_the_terminal_is_sent_none_and_given_back_when_terminated(
    tmp_path: Path,
) -> None:
    with opened(tmp_path, "demo", NO_COLOR="1") as terminal:
        terminal.wait_for(MEASURED["7"])
        terminal.process.send_signal(signal.SIGTERM)
        assert terminal.wait() == 128 + signal.SIGTERM
    assert is_restored(terminal.sent)
    assert not colors(terminal.sent)


def test_a_closed_terminal_leaves_nothing_of_the_demo(tmp_path: Path) -> None:
    places = tmp_path / "temporary"
    places.mkdir()
    with opened(tmp_path, "demo", TMPDIR=str(places)) as terminal:
        terminal.wait_for(MEASURED["7"])
        assert list(places.iterdir())
        assert terminal.hang_up() == 128 + signal.SIGHUP
    assert not list(places.iterdir())


def test_what_was_stopped_goes_on_and_puts_back_what_it_found(tmp_path: Path) -> None:
    tmp_path.joinpath("CLAUDE.md").write_text("# Harbor\n")
    with opened(tmp_path) as terminal:
        before = terminal.settings
        terminal.wait_for("LIVE", "1 of 1")
        terminal.process.send_signal(signal.SIGSTOP)
        terminal.process.send_signal(signal.SIGCONT)
        terminal.wait_until_sent(ENTER, times=2)
        terminal.press("q")
        assert terminal.wait() == 0
        assert terminal.settings == before
    assert terminal.sent.count(ENTER) == terminal.sent.count(LEAVE) == 2


def test_an_editor_that_cannot_be_started_takes_nothing_along(tmp_path: Path) -> None:
    tmp_path.joinpath("CLAUDE.md").write_text("# Harbor\n")
    with opened(tmp_path, VISUAL="", EDITOR="/no/such/editor") as terminal:
        terminal.wait_for("LIVE", "1 of 1")
        terminal.press("7e")
        terminal.wait_for("cannot be started")
        terminal.press("q")
        assert terminal.wait() == 0
    assert is_restored(terminal.sent)


def test_no_name_of_a_file_reaches_the_terminal_as_it_is(tmp_path: Path) -> None:
    commands = tmp_path / ".claude/commands"
    for name in HOSTILE:
        file = commands / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("<include component='gone/away.md' />\n")
    with opened(tmp_path) as terminal:
        terminal.wait_for(rf"{len(HOSTILE)} of {len(HOSTILE)}", MEASURED["1"])
        terminal.press("/")
        terminal.wait_for("words of path")
        terminal.press("PWNED\r")
        terminal.wait_for("1 of 12")
        terminal.press("\r")
        terminal.wait_for("Includes", "1 missing", r"PWNED.*/␛\]0;PWNED")
        terminal.press("q")
        assert terminal.wait() == 0
    assert hostile(terminal.sent) == []


def hostile(sent: bytes) -> list[str]:
    """What a terminal would obey of all that Textual does not send by itself."""
    text = re.sub("\x1b]22;[a-z-]*\x07", "", sent.decode())  # the shape of the pointer
    return [sign for sign in ("\x1b]", "\x07", "\x1b[31mred", "\x9b", "\u202e") if sign in text]


def test_where_there_is_no_framework_the_dashboard_ends(tmp_path: Path) -> None:
    with opened(tmp_path) as terminal:
        assert terminal.wait() == 2
    assert is_restored(terminal.sent)
    assert "no prompt framework here" in terminal.screen

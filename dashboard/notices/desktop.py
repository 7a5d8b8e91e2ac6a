"""The desktop's own notifications, where there are any: freedesktop.org's and those of macOS."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from html import escape
from pathlib import Path

from collectors import program
from dashboard.analysis.alerting.alert import Severity
from dashboard.notices.channel import Outcome
from dashboard.notices.notice import Notice

_URGENCY = {Severity.CRITICAL: "critical", Severity.WARNING: "normal", Severity.INFO: "low"}
_SESSION = ("DBUS_SESSION_BUS_ADDRESS", "DISPLAY", "WAYLAND_DISPLAY", "XDG_RUNTIME_DIR")
_SCRIPT = (
    "on run argv",
    "display notification (item 2 of argv) with title (item 1 of argv)",
    "end run",
)


@dataclass(frozen=True, slots=True)
class Desktop:
    """A program that shows a notification."""

    program: str
    """The path of `notify-send` or `osascript`."""
    name: str = "notify.desktop"

    def send(self, notice: Notice, halted: Callable[[], bool]) -> Outcome:
        """Show it, and say whether that worked."""
        ended = program.run(
            words(self.program, notice), folder=Path("/"), environment=_session(), halted=halted
        )
        return Outcome(self.name, ended.words, failed=ended.code != 0)


def found() -> str:
    """The program that shows notifications here; empty when there is none."""
    path = program.clean_environment()["PATH"]
    programs = (shutil.which(name, path=path) for name in ("notify-send", "osascript"))
    return next(filter(None, programs), "")


def words(program: str, notice: Notice) -> tuple[str, ...]:
    """The words that show a notice; what it says is data in each of them."""
    body = "\n".join(notice.lines)
    if Path(program).name == "osascript":
        script = tuple(word for line in _SCRIPT for word in ("-e", line))
        return (program, *script, notice.title, body)
    urgency = _URGENCY[notice.severity]
    # Its text is markup to most desktops.
    shown = escape(body, quote=False)
    return (program, "--app-name=perfdash", f"--urgency={urgency}", "--", notice.title, shown)


def _session() -> Mapping[str, str]:
    return {name: os.environ[name] for name in _SESSION if name in os.environ}

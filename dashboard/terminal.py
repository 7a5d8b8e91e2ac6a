"""What the terminal tells beside the screen: it rings, and counts alerts in its title.

That is set by xterm's control sequences; a terminal that does not know one ignores it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from dashboard.safe_text import safe_text

if TYPE_CHECKING:
    from collectors.config import NotifyConfig
    from dashboard.analysis.verdict import Verdict
    from dashboard.notices.notice import Notice

_SAVE, _RESTORE = "\x1b[22;2t", "\x1b[23;2t"
_SIGNS = (("critical", "‼"), ("warning", "!"))


class Terminal:
    """A terminal that tells as much as the user wants, under a framework's name."""

    def __init__(
        self,
        root: str,
        notify: NotifyConfig,
        *,
        ring: Callable[[], None],
        write: Callable[[str], None],
    ) -> None:
        self._root = root
        self._notify = notify
        self._ring = ring
        self._title = Title(write)

    def tell(self, verdict: Verdict, notices: Iterable[Notice]) -> None:
        """Ring for what is new and not over, and count what asks for attention."""
        if self._notify.bell and any(not notice.resolved for notice in notices):
            self._ring()
        if self._notify.title:
            self._title.show(title(self._root, verdict))

    def restore(self) -> None:
        """Have its title as it was."""
        self._title.restore()


def title(root: str, verdict: Verdict) -> str:
    """What stands in the title: `perfdash harbor ‼1 !2`; names in it are made harmless."""
    loud = [alert.severity.value for alert in verdict.alerts if alert.loud]
    counts = (f"{sign}{count}" for each, sign in _SIGNS if (count := loud.count(each)))
    return " ".join(("perfdash", safe_text(root, cells=40), *counts))


class Title:
    """A terminal's title, which is put back in the end."""

    def __init__(self, write: Callable[[str], None]) -> None:
        self._write = write
        self._shown = ""

    def show(self, text: str) -> None:
        """Set it, if it is another one."""
        if text == self._shown:
            return
        if not self._shown:
            self._write(_SAVE)
        self._write(f"\x1b]2;{text}\x07")
        self._shown = text

    def restore(self) -> None:
        """Put back what was there before, if it was changed."""
        if self._shown:
            self._write(_RESTORE)
        self._shown = ""

"""How the terminal is driven: as Textual drives it, but never twice at once, nor without one.

What stops a program without asking it (`kill -STOP`, a debugger) lets it go on with a signal too.
Textual would then start another reader of keys and another writer beside those that it has, and
take the terminal as it is meanwhile for what is to be put back in the end.
"""

from __future__ import annotations

from threading import Thread
from typing import TYPE_CHECKING

from textual.drivers.linux_driver import LinuxDriver

from dashboard.termination import hang_up

if TYPE_CHECKING:
    from textual.app import App


class Driver(LinuxDriver):
    """Ends what was not ended before it begins again, and when the terminal is gone."""

    _reads = False

    def __init__(
        self,
        app: App[object],
        *,
        debug: bool = False,
        mouse: bool = True,
        size: tuple[int, int] | None = None,
    ) -> None:
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        Thread(target=hang_up, args=(self.fileno,), daemon=True, name="perfdash-hang-up").start()

    def start_application_mode(self) -> None:
        """Take the terminal; from now on keys are read."""
        self._reads = True
        super().start_application_mode()  # type: ignore[no-untyped-call]  # by Textual

    def run_input_thread(self) -> None:
        """Note for how long keys are read."""
        try:
            super().run_input_thread()
        finally:
            self._reads = False

    def resume_application_mode(self) -> None:
        """Take the terminal again, which may be told by a signal in the middle of a write."""
        if self._reads:
            self._loop.call_soon_threadsafe(self._begin_again)
        else:
            super().resume_application_mode()

    def _begin_again(self) -> None:
        if self._reads:
            self.suspend_application_mode()
            super().resume_application_mode()
            self._app.refresh(layout=True)

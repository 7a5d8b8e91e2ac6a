"""Which channels a configuration asks for, each only as far as it is trusted."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from collectors.address import address
from collectors.config import Config
from collectors.errors import TrustError
from collectors.trust import Trust
from collectors.user_folders import settings_file
from collectors.wish import Wish
from dashboard.notices.channel import Channel


def channels(config: Config) -> tuple[Channel, ...]:
    """The places that notices go to."""
    return tuple(_channels(config, Trust.of_user()))


def _channels(config: Config, trust: Trust) -> Iterator[Channel]:
    """Import what is asked for: most users ask for none of it, and pay in memory all day."""
    notify = config.notify
    if notify.desktop:
        from dashboard.notices.desktop import Desktop, found

        if program := found():
            yield Desktop(program)
    if notify.webhook:
        from dashboard.notices.webhook import Webhook

        wish = _wish(config, "notify.webhook", (notify.webhook,))
        yield Webhook(address(notify.webhook), _vouching(trust, wish))
    if notify.command:
        from dashboard.notices.command import Command

        wish = _wish(config, "notify.command", notify.command)
        yield Command(notify.command, _folder(wish), _vouching(trust, wish))


def _wish(config: Config, key: str, words: tuple[str, ...]) -> Wish | None:
    """The repository's wish that is in force; None when the user set it."""
    return next((it for it in config.wishes if (it.key, it.words) == (key, words)), None)


def _vouching(trust: Trust, wish: Wish | None) -> Callable[[], bool]:
    return partial(_holds, trust, wish) if wish else lambda: True


def _holds(trust: Trust, wish: Wish) -> bool:
    try:
        return trust.holds(wish)
    except TrustError:
        return False


def _folder(wish: Wish | None) -> Path:
    """That of the file that names the command: relative paths in it are relative to that."""
    folder = Path(wish.path).parent if wish else settings_file().parent
    # A Path raises in a folder that nobody may enter.
    return folder if os.path.isdir(folder) else Path("/")  # noqa: PTH112

"""Where a webhook may lead: anywhere by https, and by http to this machine alone."""

from __future__ import annotations

from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import urlsplit

from collectors.errors import ConfigError


@dataclass(frozen=True, slots=True)
class Address:
    """The parts of a web address that a connection needs."""

    secure: bool
    host: str
    port: int
    path: str
    """With its query; it may hold a secret, so it is shown nowhere."""

    @property
    def is_local(self) -> bool:
        """Whether it is on this machine."""
        if self.host == "localhost":
            return True
        try:
            return ip_address(self.host).is_loopback
        except ValueError:
            return False


def address(text: str) -> Address:
    """Read an address; raise `ConfigError` for one that a notice may not be sent to."""
    if not text.isascii() or not text.isprintable() or " " in text:
        raise ConfigError("notify.webhook must be an address of plain characters, without spaces")
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError as error:
        raise ConfigError(f"notify.webhook is no address: {error}") from error
    secure = parts.scheme == "https"
    path = f"{parts.path or '/'}{'?' if parts.query else ''}{parts.query}"
    found = Address(secure, parts.hostname or "", port or (443 if secure else 80), path)
    if not found.host or parts.username is not None:
        raise ConfigError("notify.webhook must name a host, and no user")
    if not secure and not (parts.scheme == "http" and found.is_local):
        raise ConfigError(
            "notify.webhook must begin with https://, or with http://localhost for this machine"
        )
    return found

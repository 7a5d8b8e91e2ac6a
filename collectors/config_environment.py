"""Settings from variables such as PERFDASH_DASHBOARD_REFRESH_SECONDS=2."""

from __future__ import annotations

from collections.abc import Mapping

from collectors.config_layer import SECTIONS, TABLES, Layer
from collectors.config_value import Toml, unknown
from collectors.errors import ConfigError

_ORIGIN = "environment"


def layer_of(environment: Mapping[str, str]) -> Layer:
    """What they set; raise ConfigError where one names no section that variables may set."""
    table: dict[str, dict[str, Toml]] = {}
    for name, text in environment.items():
        ours, _, rest = name.partition("_")
        section, _, key = rest.partition("_")
        if ours == "PERFDASH" and key:
            found = _section_of(name, section.lower())
            table.setdefault(found, {})[key.lower()] = _scalar(text)
    return Layer(_ORIGIN, {name: part for name, part in table.items() if name})


def _section_of(name: str, section: str) -> str:
    """The section of a variable, empty when it is somebody else's; refuse a misspelt one."""
    if section in SECTIONS:
        return section
    if section in TABLES:
        raise ConfigError(f"{_ORIGIN}: {name}: {section} may only be set in a file")
    from difflib import get_close_matches

    for near in get_close_matches(section, SECTIONS, n=1, cutoff=0.7):
        key = name.split("_", 2)[2]
        raise unknown(_ORIGIN, name, [f"PERFDASH_{near.upper()}_{key}"])
    return ""


def _scalar(text: str) -> Toml:
    """A TOML value written in an environment variable, else the text itself."""
    import tomllib

    try:
        value: Toml = tomllib.loads(f"value = {text}")["value"]
    except (ValueError, RecursionError):
        return text
    return value

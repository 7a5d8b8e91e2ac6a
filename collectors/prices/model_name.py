"""How one model is named by Claude Code, by providers and by gateways.

A name is only ever stripped of what is known to be no part of it: where the model runs, which
date its version has, how long a context was asked for. What is left must be a name that is known
in full, or the model is not known.
"""

from __future__ import annotations

import re
from functools import lru_cache

_CONTEXT = re.compile(r"\[1m\]$")
_PROVIDERS = re.compile(
    r"""^(?:arn:aws[a-z-]*:bedrock:[a-z0-9-]*:\d*:(?:inference-profile|foundation-model)/
    |(?:anthropic|aws|azure_ai|bedrock|converse|google|litellm|openrouter|vertex|vertex_ai)/)*""",
    re.VERBOSE,
)
_BEDROCK = re.compile(r"^(?:(?:global|apac|us-gov|[a-z]{2})\.)?anthropic\.")
_VERSION = re.compile(r"-v\d(?::\d+)*$")
_DATE = re.compile(r"[-@](?:20\d{6}|20\d\d-\d\d-\d\d|latest|default)$")
_POINT = re.compile(r"(?<=\d)\.(?=\d)")


def is_long(model: str) -> bool:
    """Whether the name asks for a context of a million tokens."""
    return bool(_CONTEXT.search(model.strip().lower()))


@lru_cache(maxsize=1024)
def names(model: str) -> tuple[str, ...]:
    """What it may be known by, the most particular first: as it stands, without context, plain."""
    written = model.strip().lower()
    short = _CONTEXT.sub("", written)
    return tuple(dict.fromkeys((written, short, plain(short))))


def plain(name: str) -> str:
    """A name without provider, version of the interface and date: `claude-haiku-4-5`."""
    bare = _BEDROCK.sub("", _PROVIDERS.sub("", name.strip().lower()))
    return _POINT.sub("-", _DATE.sub("", _VERSION.sub("", _DATE.sub("", bare))))

"""The catalogue: every metric once."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Better(StrEnum):
    """Which way a metric improves."""

    LESS = "less"
    MORE = "more"
    NEITHER = "neither"


@dataclass(frozen=True, slots=True)
class Metric:
    """A measured quantity, named as Prometheus would."""

    name: str
    unit: str
    """A base unit: seconds, bytes, tokens, characters, ratio, or what is counted."""
    better: Better
    help: str
    labels: tuple[str, ...] = ()
    holds: bool = False
    """True when it is sampled only where it changes: a value holds until the next one."""
    compared: bool = False
    """True when comparisons alone measure it: it has no samples, and no limit can be set on it."""


_LESS, _MORE, _NEITHER = Better.LESS, Better.MORE, Better.NEITHER

METRICS: tuple[Metric, ...] = (
    Metric(
        "load_seconds",
        "seconds",
        _LESS,
        "Wall time of one load; phase total is the whole of it.",
        ("mode", "module", "phase"),
    ),
    Metric("load_cpu_seconds", "seconds", _LESS, "CPU time of one load.", ("mode", "module")),
    Metric(
        "load_peak_bytes",
        "bytes",
        _LESS,
        "Most memory in use during one traced load; comparisons alone measure it.",
        ("module",),
        compared=True,
    ),
    Metric(
        "load_retained_bytes",
        "bytes",
        _LESS,
        "Memory still in use after it; comparisons alone measure it.",
        ("module",),
        compared=True,
    ),
    Metric(
        "load_speedup_ratio", "ratio", _MORE, "Cold load time over parallel load time.", ("module",)
    ),
    Metric("parallel_efficiency_ratio", "ratio", _MORE, "Speed-up over threads used.", ("module",)),
    Metric(
        "canary_seconds",
        "seconds",
        _NEITHER,
        "Wall time of a fixed piece of work: the machine's own speed.",
    ),
    Metric(
        "noise_floor_ratio",
        "ratio",
        _LESS,
        "Difference that two identical modules may seem to have, timed side by side.",
    ),
    Metric(
        "module_tokens",
        "tokens",
        _LESS,
        "Exact cl100k_base tokens of one file.",
        ("kind", "module"),
        holds=True,
    ),
    Metric("module_bytes", "bytes", _LESS, "Size of one file.", ("kind", "module"), holds=True),
    Metric(
        "eager_tokens",
        "tokens",
        _LESS,
        "Tokens of a module and all that Claude Code expands into it.",
        ("kind", "module"),
        holds=True,
    ),
    Metric(
        "full_tokens",
        "tokens",
        _LESS,
        "Tokens of a module and all that a loader could expand into it.",
        ("kind", "module"),
        holds=True,
    ),
    Metric("framework_tokens", "tokens", _LESS, "Tokens of all modules together.", holds=True),
    Metric("framework_bytes", "bytes", _LESS, "Bytes of all modules together.", holds=True),
    Metric("framework_modules", "modules", _NEITHER, "Files of the framework.", holds=True),
    Metric(
        "startup_tokens",
        "tokens",
        _LESS,
        "Tokens every session pays before the first prompt.",
        holds=True,
    ),
    Metric(
        "startup_part_tokens",
        "tokens",
        _LESS,
        "The same by part: memory, listing, agents.",
        ("part",),
        holds=True,
    ),
    Metric(
        "listing_characters",
        "characters",
        _LESS,
        "Characters of the skill and command listing.",
        holds=True,
    ),
    Metric(
        "context_available_ratio",
        "ratio",
        _MORE,
        "Share of the window left to a command.",
        ("module",),
        holds=True,
    ),
    Metric(
        "references_missing",
        "references",
        _LESS,
        "Included or imported targets that do not exist.",
        holds=True,
    ),
    Metric(
        "cache_requests_total",
        "requests",
        _NEITHER,
        "Component cache look-ups since start.",
        ("outcome",),
    ),
    Metric(
        "cache_hit_ratio",
        "ratio",
        _MORE,
        "Component cache hits over look-ups, since the last sample.",
    ),
    Metric("cache_entries", "entries", _NEITHER, "Components the cache holds."),
    Metric("cache_bytes", "bytes", _NEITHER, "Bytes the component cache holds."),
    Metric("cpu_ratio", "ratio", _LESS, "Busy share of one core.", ("core",)),
    Metric("load_average", "processes", _LESS, "Runnable processes, mean over one minute."),
    Metric("memory_available_bytes", "bytes", _MORE, "Memory the machine could still give."),
    Metric("memory_total_bytes", "bytes", _NEITHER, "Memory the machine has."),
    Metric(
        "disk_bytes_total", "bytes", _NEITHER, "Bytes the machine's disks moved.", ("direction",)
    ),
    Metric(
        "network_bytes_total",
        "bytes",
        _NEITHER,
        "Bytes the machine's network moved.",
        ("direction",),
    ),
    Metric("process_cpu_ratio", "ratio", _LESS, "CPU of a process tree in cores.", ("who",)),
    Metric(
        "process_resident_memory_bytes",
        "bytes",
        _LESS,
        "Resident memory of a process tree.",
        ("who",),
    ),
    Metric(
        "process_io_bytes_total",
        "bytes",
        _NEITHER,
        "Bytes a process tree read or wrote.",
        ("direction", "who"),
    ),
    Metric("self_cpu_ratio", "ratio", _LESS, "CPU that perfdash itself takes, in cores."),
    Metric("self_resident_memory_bytes", "bytes", _LESS, "Resident memory of perfdash itself."),
    Metric("request_seconds", "seconds", _LESS, "Time of one request of the session to the model."),
    Metric(
        "first_token_seconds",
        "seconds",
        _LESS,
        "Time until its first token, where that is known.",
    ),
    Metric("thinking_seconds", "seconds", _NEITHER, "Time in which the model was thinking."),
    Metric("tool_seconds", "seconds", _LESS, "Time of one tool call, waits included.", ("tool",)),
    Metric(
        "prompt_cache_hit_ratio",
        "ratio",
        _MORE,
        "Share of a prompt read from the prompt cache; a session's first request has none.",
    ),
    Metric("context_used_ratio", "ratio", _LESS, "Share of the window that the last prompt took."),
    Metric(
        "request_error_ratio", "ratio", _LESS, "1 for a request that failed for good, 0 otherwise."
    ),
    Metric("request_errors_total", "requests", _LESS, "Requests of the session that failed so."),
    Metric(
        "tool_errors_total", "calls", _LESS, "Tool calls of the session that failed.", ("tool",)
    ),
    Metric(
        "session_cost_usd",
        "dollars",
        _LESS,
        "What the current session cost so far, as far as that has a price.",
        holds=True,
    ),
    Metric(
        "day_cost_usd",
        "dollars",
        _LESS,
        "What all sessions that are read cost since midnight.",
        holds=True,
    ),
    Metric("tick_seconds", "seconds", _LESS, "Time one collector took in one run.", ("collector",)),
)

CATALOGUE: dict[str, Metric] = {metric.name: metric for metric in METRICS}

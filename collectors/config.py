"""What the user may set, with its defaults."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collectors.wish import Wish


@dataclass(frozen=True, slots=True)
class FrameworkConfig:
    """How the framework on disk is understood."""

    kinds: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """Kind -> globs relative to the root; they override the known layouts."""
    exclude: tuple[str, ...] = ()
    """Globs of folders or files that are no part of the framework."""
    include_roots: tuple[str, ...] = ()
    """Folders, relative to the root, that include targets may be relative to."""
    allowed_roots: tuple[str, ...] = ()
    """Folders outside the root that imports may reach; only the user's own file may set it."""
    import_hops: int = 4
    """How many files deep Claude Code follows `@path`."""


@dataclass(frozen=True, slots=True)
class ContextConfig:
    """The window commands run in."""

    window_tokens: int = 200_000
    reserve_tokens: int = 33_000
    """Kept free by Claude Code for automatic compaction."""
    listing_budget_ratio: float = 0.01
    """Share of the window the skill listing may take."""
    listing_entry_characters: int = 1_536
    claude_family: str = "claude-legacy"
    """Whose tokens are estimated: claude-legacy (3 to 4.6) or claude-new (4.7 and later)."""
    claude_factor: float = 0.0
    """A factor of your own; 0 takes the family's."""


@dataclass(frozen=True, slots=True)
class LoadConfig:
    """How load runs are made."""

    budget_ratio: float = 0.02
    """Share of one core that load runs may take; 0 makes none but those asked for."""
    rounds: int = 3
    cache_entries: int = 256
    cache_bytes: int = 16 * 1024 * 1024
    preload: int = 16
    """How many of the most included components are loaded ahead."""


@dataclass(frozen=True, slots=True)
class SessionsConfig:
    """Which sessions of Claude Code are read, and how."""

    enabled: bool = True
    config_dirs: tuple[str, ...] = ()
    """Folders where Claude Code keeps more of them; only the user's own file may set it."""
    window_tokens: int = 0
    """The context window of all of them; 0 takes that of the model."""
    otlp: bool = False
    """Whether to listen for Claude Code's telemetry; only the user's own file may set it."""
    otlp_port: int = 4_318
    """Where on this machine; only the user's own file may set it."""


@dataclass(frozen=True, slots=True)
class StoreConfig:
    """How long samples are kept."""

    raw_hours: int = 48
    minute_days: int = 14
    hour_days: int = 90
    day_days: int = 1_095
    """Sessions are kept as long, whatever becomes of their files."""


@dataclass(frozen=True, slots=True)
class BudgetConfig:
    """Most tokens that `perfdash check` lets pass, whatever the baseline had; 0 sets no limit."""

    startup: int = 0
    """Before anyone types."""
    total: int = 0
    """All modules together."""
    command: int = 0
    """Each command with all that a loader could expand into it."""
    kinds: tuple[tuple[str, int], ...] = ()
    """Kind -> all its modules together."""
    accepted: tuple[tuple[str, int], ...] = ()
    """Figure -> tokens that count in place of the baseline's, as `perfdash check` names them."""


@dataclass(frozen=True, slots=True)
class DashboardConfig:
    """How the screen behaves."""

    refresh_seconds: float = 5.0
    window_seconds: int = 3_600
    theme: str = ""
    """A Textual theme; empty means its default."""
    session_pid: int = 0
    """The dev session's process; 0 looks for Claude Code in this root."""


@dataclass(frozen=True, slots=True)
class NotifyConfig:
    """How alerts are told outside of the screen."""

    bell: bool = False
    """Ring the terminal's bell."""
    title: bool = False
    """Count alerts in the terminal's title."""
    desktop: bool = False
    """Show a notification where the desktop has them."""
    webhook: str = ""
    """An https address, or http on this machine, that JSON is posted to."""
    command: tuple[str, ...] = ()
    """A program and its arguments; no shell reads them, alerts are in PERFDASH_ALERT_*."""
    per_minute: int = 6
    """Most notices to each of these in one minute; what exceeds them is dropped, and counted."""
    repeat_hours: float = 4.0
    """How soon what still fires, and nobody acknowledged, is told again."""
    severity: str = "warning"
    """The mildest that is told: info, warning or critical."""


@dataclass(frozen=True, slots=True)
class Threshold:
    """A limit on a metric, with what it takes to raise and to clear it."""

    metric: str
    limit: float
    severity: str
    """info, warning or critical."""
    name: str = ""
    """Shown in place of the metric's name."""
    labels: tuple[tuple[str, str], ...] = ()
    """Series it applies to: all whose labels include these."""
    statistic: str = "latest"
    """latest, mean, p50, p95, p99, max or min of the samples within `over_seconds`."""
    over_seconds: float = 0.0
    """Trailing span of the statistic; 0 means the sample alone."""
    below: bool = False
    """True when values under the limit are the bad ones."""
    for_seconds: float = 0.0
    """How long it must be breached before the alert fires."""
    for_samples: int = 0
    """In place of that: breaches that it takes among the newest `of_samples`; 0 counts none."""
    of_samples: int = 0
    """How many samples are looked at for `for_samples`; never fewer than that many."""
    keep_firing_seconds: float = 0.0
    """How long it must be clear before the alert ends."""
    stale_seconds: float = 300.0
    """A firing alert without a sample for so long says that it has no data; it does not end."""
    clear: float | None = None
    """Where a firing alert clears; by default 10 % on the good side of the limit."""
    per_series: bool = True
    """False pools all matching series into one."""


DEFAULT_THRESHOLDS: tuple[Threshold, ...] = (
    Threshold(
        "load_seconds",
        0.2,
        "warning",
        name="load time P95",
        statistic="p95",
        over_seconds=300,
        labels=(("mode", "cold"), ("phase", "total")),
    ),
    Threshold(
        "load_seconds",
        2.0,
        "critical",
        name="command execution",
        statistic="max",
        over_seconds=300,
        labels=(("mode", "cold"), ("phase", "total")),
    ),
    Threshold(
        "cache_hit_ratio",
        0.7,
        "warning",
        name="component cache hit ratio",
        statistic="mean",
        over_seconds=300,
        for_seconds=30,
        below=True,
    ),
    Threshold(
        "full_tokens",
        40_000,
        "warning",
        name="context used by a command",
        labels=(("kind", "command"),),
    ),
    Threshold(
        "cpu_ratio",
        0.8,
        "warning",
        name="CPU",
        statistic="mean",
        over_seconds=15,
        for_seconds=30,
        per_series=False,
    ),
    Threshold(
        "context_used_ratio",
        0.8,
        "warning",
        name="context used by the session",
        stale_seconds=3_600,
    ),
    # Under 0.53, a prompt cache that is kept for an hour costs more than none: a write costs twice
    # a plain token, a read a tenth of one. Sessions that work well are above 0.9.
    Threshold(
        "prompt_cache_hit_ratio",
        0.6,
        "warning",
        name="prompt cache hit ratio",
        statistic="mean",
        over_seconds=900,
        below=True,
        for_samples=5,
        of_samples=5,
        stale_seconds=3_600,
    ),
    Threshold(
        "request_error_ratio",
        0.1,
        "warning",
        name="failed requests",
        statistic="mean",
        over_seconds=900,
        for_samples=10,
        of_samples=10,
        stale_seconds=3_600,
    ),
    Threshold(
        "request_seconds",
        120,
        "warning",
        name="request time P95",
        statistic="p95",
        over_seconds=900,
        for_samples=3,
        of_samples=3,
        stale_seconds=3_600,
    ),
)


@dataclass(frozen=True, slots=True)
class OwnPrice:
    """What a model costs the user: US dollars for a million tokens where nothing else is said."""

    model: str
    """As sessions name it."""
    input: float
    output: float
    cache_write_5m: float
    cache_write_1h: float
    cache_read: float
    web_search: float = 0.0
    """For a thousand searches."""
    origin: str = ""
    """Where it was set."""


@dataclass(frozen=True, slots=True)
class Config:
    """Everything that may be set."""

    framework: FrameworkConfig = FrameworkConfig()
    context: ContextConfig = ContextConfig()
    load: LoadConfig = LoadConfig()
    store: StoreConfig = StoreConfig()
    budget: BudgetConfig = BudgetConfig()
    dashboard: DashboardConfig = DashboardConfig()
    notify: NotifyConfig = NotifyConfig()
    sessions: SessionsConfig = SessionsConfig()
    thresholds: tuple[Threshold, ...] = DEFAULT_THRESHOLDS
    prices: tuple[OwnPrice, ...] = ()
    """They take the place of list prices."""
    wishes: tuple[Wish, ...] = ()
    """What the repository's own file wants executed or sent; in force only where it is trusted."""

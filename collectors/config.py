"""What the user may set, with its defaults."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from collectors.claude_factors import CLAUDE_FACTORS
from collectors.config_rule import Setter, setting
from collectors.config_value import (
    Pairs,
    flag,
    kind_names,
    number,
    one_of,
    texts,
    web_address,
    whole,
    words,
)
from collectors.threshold import DEFAULT_THRESHOLDS, SEVERITIES, Threshold

if TYPE_CHECKING:
    from collectors.wish import Wish


COMMAND = words(most=64)
_DAYS = whole(most=36_500)


@dataclass(frozen=True, slots=True)
class FrameworkConfig:
    """How the framework on disk is understood."""

    kinds: tuple[tuple[str, tuple[str, ...]], ...] = setting((), Pairs(texts, kind_names))
    """Kind -> globs relative to the root; they override the known layouts."""
    exclude: tuple[str, ...] = ()
    """Globs of folders or files that are no part of the framework."""
    include_roots: tuple[str, ...] = ()
    """Folders, relative to the root, that include targets may be relative to."""
    allowed_roots: tuple[str, ...] = setting((), texts, setter=Setter.USER)
    """Folders outside the root that imports may reach."""
    import_hops: int = setting(4, whole(most=100))
    """How many files deep Claude Code follows `@path`."""


@dataclass(frozen=True, slots=True)
class ContextConfig:
    """The window commands run in."""

    window_tokens: int = setting(200_000, whole(1_000, 10**9))
    reserve_tokens: int = setting(33_000, whole(most=10**9))
    """Kept free by Claude Code for automatic compaction."""
    listing_budget_ratio: float = setting(0.01, number(most=1))
    """Share of the window the skill listing may take."""
    listing_entry_characters: int = setting(1_536, whole(most=10**6))
    claude_family: str = setting("claude-legacy", one_of(CLAUDE_FACTORS))
    """Whose tokens are estimated: claude-legacy (3 to 4.6) or claude-new (4.7 and later)."""
    claude_factor: float = setting(0.0, number(most=100))
    """A factor of your own; 0 takes the family's."""


@dataclass(frozen=True, slots=True)
class LoadConfig:
    """How load runs are made."""

    budget_ratio: float = setting(0.02, number(most=1))
    """Share of one core that load runs may take; 0 makes none but those asked for."""
    rounds: int = setting(3, whole(1, 1_000))
    cache_entries: int = setting(256, whole(1, 10**6))
    cache_bytes: int = 16 * 1024 * 1024
    preload: int = setting(16, whole(most=10**4))
    """How many of the most included components are loaded ahead."""


@dataclass(frozen=True, slots=True)
class SessionsConfig:
    """Which sessions of Claude Code are read, and how."""

    enabled: bool = True
    config_dirs: tuple[str, ...] = setting((), texts, setter=Setter.USER)
    """Folders where Claude Code keeps more of them."""
    window_tokens: int = setting(0, whole(most=10**9))
    """The context window of all of them; 0 takes that of the model."""
    otlp: bool = setting(default=False, read=flag, setter=Setter.USER)
    """Whether to listen for Claude Code's telemetry."""
    otlp_port: int = setting(4_318, whole(1, 65_535), setter=Setter.USER)
    """Where on this machine."""


@dataclass(frozen=True, slots=True)
class StoreConfig:
    """How long samples are kept."""

    raw_hours: int = setting(48, whole(1, 24 * 366))
    minute_days: int = setting(14, _DAYS)
    hour_days: int = setting(90, _DAYS)
    day_days: int = setting(1_095, _DAYS)
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
    kinds: tuple[tuple[str, int], ...] = setting((), Pairs(whole(), kind_names))
    """Kind -> all its modules together."""
    accepted: tuple[tuple[str, int], ...] = setting((), Pairs(whole()))
    """Figure -> tokens that count in place of the baseline's, as `perfdash check` names them."""


@dataclass(frozen=True, slots=True)
class DashboardConfig:
    """How the screen behaves."""

    refresh_seconds: float = setting(5.0, number(0.5, 24 * 60 * 60))
    window_seconds: int = setting(3_600, whole(60, 366 * 24 * 60 * 60))
    theme: str = ""
    """A Textual theme; empty means its default."""
    session_pid: int = setting(0, whole(most=2**22))
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
    webhook: str = setting("", web_address, setter=Setter.TRUSTED)
    """An https address, or http on this machine, that JSON is posted to."""
    command: tuple[str, ...] = setting((), COMMAND, setter=Setter.TRUSTED)
    """A program and its arguments; no shell reads them, alerts are in PERFDASH_ALERT_*."""
    per_minute: int = setting(6, whole(1, 60))
    """Most notices to each of these in one minute; what exceeds them is dropped, and counted."""
    repeat_hours: float = setting(4.0, number(0.1, 24 * 366))
    """How soon what still fires, and nobody acknowledged, is told again."""
    severity: str = setting("warning", one_of(SEVERITIES))
    """The mildest that is told: info, warning or critical."""


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

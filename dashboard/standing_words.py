"""How a change against the baseline is said: what it is, how much, how sure, and since what."""

from __future__ import annotations

from math import isfinite

from dashboard import units
from dashboard.analysis.alerting.alert import Alert, Severity
from dashboard.analysis.alerting.concern import Concern
from dashboard.analysis.comparison.standing import Cause, Evidence, Regression, Standing
from dashboard.piece import Tone
from dashboard.safe_text import safe_text
from dashboard.snapshot import Snapshot

SEVERITIES = {
    Severity.CRITICAL: ("‼", Tone.CRITICAL),
    Severity.WARNING: ("!", Tone.WARNING),
    Severity.INFO: ("·", Tone.PLAIN),
}
"""Sign and tone of each."""

SIGNS = {
    Standing.OK: units.SAME,
    Standing.IMPROVED: units.DOWN,
    Standing.SUSPECT: "?",
    Standing.REGRESSION: units.UP,
    Standing.GROWTH: "+",
    Standing.MOVED: "⇄",
    Standing.ENVIRONMENT: "~",
    Standing.NOISY: "≈",
    Standing.INSUFFICIENT: "…",
}

_WORDS = {
    Standing.OK: "as before",
    Standing.ENVIRONMENT: "machine",
    Standing.INSUFFICIENT: "too few",
}
_MEANINGS = {
    Standing.REGRESSION: "This is worse than in the baseline, for sure.",
    Standing.GROWTH: "This is more than in the baseline: too little to be warned of, or accepted.",
    Standing.IMPROVED: "This is better than in the baseline, for sure.",
    Standing.OK: "Timed side by side, old and new do not differ by as much as matters.",
    Standing.SUSPECT: "Stored loads look slower; old and new content are still to be timed side by"
    " side.",
    Standing.MOVED: "What one module gained another lost: nothing was added to the whole.",
    Standing.ENVIRONMENT: "The machine or the counting changed, not the module: nobody's edit is to"
    " blame.",
    Standing.NOISY: "Timed as often as is allowed, and still not told from noise: this machine"
    " could not resolve 10 % then. It is timed again once what it loads changes.",
    Standing.INSUFFICIENT: "There are too few loads on one side to say anything yet.",
}
_METRICS = {
    "load_seconds": "load time",
    "load_peak_bytes": "load memory peak",
    "load_retained_bytes": "memory kept",
    "module_tokens": "own tokens",
    "module_bytes": "size",
    "eager_tokens": "eager tokens",
    "full_tokens": "full tokens",
    "framework_tokens": "all tokens",
    "framework_bytes": "all bytes",
    "references_missing": "missing references",
    "startup_tokens": "startup tokens",
    "startup_part_tokens": "startup",
    "listing_characters": "listing",
}
_RECOUNTED = "recounted"
_DIRECTIONS = {"seconds": ("slower", "faster"), "bytes": ("larger", "smaller")}
_WORDED = frozenset({"seconds", "bytes", "ratio", "dollars"})
"""Units that a quantity says itself."""
_SHORT_HASH = 7
_GAP = 60_000
"""Milliseconds between two measurements from which it is said that nobody watched meanwhile."""


def word(standing: Standing) -> str:
    """What a standing is called."""
    return _WORDS.get(standing, standing.value)


def standing(regression: Regression) -> str:
    """Sign and word: `▲ regression`."""
    said = _RECOUNTED if is_recounted(regression) else word(regression.standing)
    return f"{SIGNS[regression.standing]} {said}"


def is_recounted(regression: Regression) -> bool:
    """Whether it was counted otherwise then, so that nothing follows from its two values."""
    exact = regression.evidence is Evidence.EXACT
    return exact and regression.standing is Standing.ENVIRONMENT


def meaning(regression: Regression) -> str:
    """What its standing means, in one sentence."""
    return _MEANINGS[regression.standing]


def metric(name: str, part: str = "") -> str:
    """What a metric is called: `load time`, `all command tokens`, `startup memory`."""
    known = _METRICS.get(name) or safe_text(name, cells=40).replace("_", " ")
    if not part:
        return known
    first, _, rest = known.partition(" ")
    return " ".join(filter(None, (first, safe_text(part, cells=20), rest)))


def title(alert: Alert) -> str:
    """What an alert says is wrong, with metrics by their names in words."""
    worded = metric(alert.metric, dict(alert.labels).get("part", ""))
    return safe_text(alert.title.replace(alert.metric, worded, 1), cells=64)


def subject(alert: Alert, cells: int = 64) -> str:
    """The module that an alert is about, or its labels; empty when its title tells all of them."""
    told = alert.metric in alert.title and all(label == "part" for label, _ in alert.labels)
    return "" if told else safe_text(alert.subject, cells=cells)


def about(alert: Alert) -> str:
    """What an alert is about: `load time against the baseline of commands/plan.md`."""
    whose = subject(alert)
    return f"{title(alert)}: {whose}" if whose else title(alert)


def name(concern: Concern) -> str:
    """What a concern is about: `load time of commands/plan.md`."""
    it = concern.regression
    if it is None:
        return about(concern.alert) if concern.alert else ""
    said, module = metric(it.metric, it.part), safe_text(it.module, cells=64)
    return f"{said} of {module}" if module else said


def amount(value: float | None, unit: str) -> str:
    """A value that always says its unit: `2,660 tokens`, `3.8 ms`."""
    text = units.quantity(value, unit)
    worded = text == units.DASH or unit in _WORDED or text.endswith(unit)
    return text if worded else f"{text} {unit}".rstrip()


def unit(name: str) -> str:
    """The unit in words, where quantities leave it to the reader; else empty."""
    return "" if units.quantity(1, name).endswith(name) or name in _WORDED else name


def amounts(regression: Regression) -> str:
    """From what to what: `3.2 → 3.8 ms`."""
    if regression.standing is Standing.INSUFFICIENT and not regression.baseline:
        return amount(regression.current, regression.unit)
    before, now = (amount(it, regression.unit) for it in (regression.baseline, regression.current))
    unit = now.rpartition(" ")[2]
    return f"{before.removesuffix(f' {unit}')} → {now}"


def change(regression: Regression) -> str:
    """By how much, with the interval where there is one: `+20 % (+19 to +21 %)`."""
    if not isfinite(regression.ratio):
        return "new"
    if regression.standing is Standing.INSUFFICIENT or is_recounted(regression):
        return ""
    if regression.standing is Standing.NOISY:
        return _anything(regression)
    said = f"{_percent(regression.ratio)} %"
    if regression.low == regression.high:
        return said
    return f"{said} ({_percent(regression.low)} to {_percent(regression.high)} %)"


def gained(regression: Regression) -> str:
    """How much more or less it is: `+412 tokens`."""
    sign = "+" if regression.gained >= 0 else units.MINUS
    return f"{sign}{amount(abs(regression.gained), regression.unit)}"


def along(concern: Concern) -> str:
    """What the same edit changed besides: `full, all tokens, 3 modules that load it`."""
    others = concern.parts[1:]
    same = (_short(it) for it in others if it.module in ("", concern.module))
    loading = len({it.module for it in others} - {"", concern.module})
    more = f"{_counted(loading, 'module')} that load{'s' * (loading == 1)} it" if loading else ""
    return ", ".join(filter(None, (*dict.fromkeys(same), more)))


def sentence(regression: Regression) -> str:
    """The same in words: `20 % slower, between 19 and 21 %, 5 blocks in one process`."""
    it = regression
    if is_recounted(it):
        return "not comparable"
    if it.standing is Standing.NOISY:
        return ", ".join(filter(None, (_anything_said(it), evidence(it))))
    said = _by(it.ratio, it.unit) if isfinite(it.ratio) else "new"
    parts = (said, _between(it) if it.low != it.high else "", evidence(it))
    return ", ".join(filter(None, parts))


def evidence(regression: Regression) -> str:
    """How it is known: `5 blocks in one process`."""
    many = regression.blocks
    if regression.unit == "bytes" and regression.evidence is not Evidence.EXACT:
        return "one traced load each"
    match regression.evidence:
        case Evidence.EXACT:
            return "exact"
        case Evidence.INTERLEAVED:
            return f"{_counted(many, 'block')} in one process"
        case Evidence.PROCESSES:
            return f"{_counted(many, 'block')} in fresh processes"
        case Evidence.PASSIVE:
            return f"{_counted(many, 'load')}, not side by side"


def cause(found: Cause, now: int) -> str:
    """What brought it about: `save 14:31:53 checks.md`, `commit 0a1b2c3 Plan more (Ada), day`."""
    if found.revision:
        who = f"({safe_text(found.author, cells=32)})" if found.author else ""
        what = (
            f"{safe_text(found.revision[:_SHORT_HASH])} {safe_text(found.subject, cells=72)} {who}"
        )
        return f"commit {what.rstrip()} {units.moment(found.at, now)}"
    if found.at and found.paths:
        return f"save {units.moment(found.at, now)} {paths(found.paths)}"
    if found.at - found.after > _GAP and found.after:
        return f"between {units.moment(found.after, now)} and {units.moment(found.at, now)}"
    return f"about {units.moment(found.at, now)}" if found.at else ""


def baseline(snapshot: Snapshot) -> str:
    """Which baseline: `default, commit 0a1b2c3, 2026-11-20 09:12`."""
    known = snapshot.baseline
    if not known.name:
        return ""
    revision = f"commit {safe_text(known.revision[:_SHORT_HASH])}" if known.revision else ""
    chosen = "automatic" if known.automatic else ""
    at = units.moment(known.at, snapshot.taken_at)
    return ", ".join(filter(None, (safe_text(known.name, cells=32), revision, chosen, at)))


def paths(found: tuple[str, ...], shown: int = 2) -> str:
    """Some files and how many more there are."""
    named = ", ".join(safe_text(path, cells=64) for path in found[:shown])
    more = len(found) - shown
    return f"{named} and {more} more" if more > 0 else named


def _short(regression: Regression) -> str:
    """A figure's name, without the unit where that of the module says it."""
    it, named = regression, metric(regression.metric, regression.part)
    short = named.removesuffix(" tokens") if it.module else named
    return (
        f"{short} over its limit of {units.quantity(it.limit, it.unit)}"
        if it.current > it.limit
        else short
    )


def _between(regression: Regression) -> str:
    """Say both ends, each with its direction where they are not on one side."""
    ends = (regression.low, regression.high)
    if min(ends) < 1 < max(ends):
        return "between " + " and ".join(_by(end, regression.unit) for end in ends)
    less, more = sorted(abs(end - 1) for end in ends)
    return f"between {_digits(less)} and {_digits(more)} %"


def _anything(regression: Regression) -> str:
    """The interval alone, of what was not told from noise: its middle would claim to be known."""
    ends = (regression.low, regression.high)
    known = all(map(isfinite, ends)) and regression.low > 0
    return f"{' to '.join(map(_percent, ends))} %" if known else ""


def _anything_said(regression: Regression) -> str:
    if not _anything(regression):
        return "nothing is known of it"
    ends = (_by(end, regression.unit) for end in (regression.low, regression.high))
    return f"anything between {' and '.join(ends)}"


def _by(ratio: float, unit: str) -> str:
    more, less = _DIRECTIONS.get(unit, ("more", "less"))
    return f"{_digits(abs(ratio - 1))} % {more if ratio >= 1 else less}"


def _percent(ratio: float) -> str:
    sign = "+" if ratio >= 1 else units.MINUS
    return f"{sign}{_digits(abs(ratio - 1))}"


def _digits(share: float) -> str:
    return units.ratio(share).removesuffix(" %")


def _counted(many: int, noun: str) -> str:
    return f"{many:,} {noun}{'s' * (many != 1)}"

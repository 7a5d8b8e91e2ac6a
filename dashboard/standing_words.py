"""How a change against the baseline is said: what it is, how much, how sure, and since what."""

from __future__ import annotations

from math import isfinite

from dashboard import metric_words, units
from dashboard.analysis.alerting.concern import Concern
from dashboard.analysis.comparison.standing import Evidence, Regression, Standing

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
_NOT_THERE = "It is new since the baseline: there is nothing to time it against."
_NEW = "new"
_RECOUNTED = "recounted"
_DIRECTIONS = {"seconds": ("slower", "faster"), "bytes": ("larger", "smaller")}


def word(standing: Standing) -> str:
    """What a standing is called."""
    return _WORDS.get(standing, standing.value)


def standing(regression: Regression) -> str:
    """Sign and word: `▲ regression`."""
    said = _RECOUNTED if is_recounted(regression) else word(regression.standing)
    return f"{SIGNS[regression.standing]} {_NEW if _is_new(regression) else said}"


def _is_new(regression: Regression) -> bool:
    """Whether too little is known of it because it was not there then."""
    return regression.standing is Standing.INSUFFICIENT and not isfinite(regression.ratio)


def is_recounted(regression: Regression) -> bool:
    """Whether it was counted otherwise then, so that nothing follows from its two values."""
    exact = regression.evidence is Evidence.EXACT
    return exact and regression.standing is Standing.ENVIRONMENT


def meaning(regression: Regression) -> str:
    """What its standing means, in one sentence."""
    return _NOT_THERE if _is_new(regression) else _MEANINGS[regression.standing]


def amounts(regression: Regression) -> str:
    """From what to what: `3.2 → 3.8 ms`."""
    if regression.standing is Standing.INSUFFICIENT and not regression.baseline:
        return metric_words.amount(regression.current, regression.unit)
    values = (regression.baseline, regression.current)
    before, now = (metric_words.amount(it, regression.unit) for it in values)
    if before == now and regression.unit == "bytes":
        before, now = (f"{units.count(it)} B" for it in values)
    unit = now.rpartition(" ")[2]
    return f"{before.removesuffix(f' {unit}')} → {now}"


def change(regression: Regression) -> str:
    """By how much, with the interval where there is one: `+20 % (+19 to +21 %)`."""
    if regression.standing is Standing.INSUFFICIENT or is_recounted(regression):
        return ""
    if not isfinite(regression.ratio):
        return _NEW
    if regression.standing is Standing.NOISY:
        return _anything(regression)
    said = f"{_percent(regression.ratio)} %"
    if regression.low == regression.high:
        return said
    return f"{said} ({_percent(regression.low)} to {_percent(regression.high)} %)"


def middle(regression: Regression) -> str:
    """The same without the interval: `+20 %`."""
    return change(regression).partition(" (")[0]


def gained(regression: Regression) -> str:
    """How much more or less it is: `+412 tokens`."""
    sign = "+" if regression.gained >= 0 else units.MINUS
    return f"{sign}{metric_words.amount(abs(regression.gained), regression.unit)}"


def along(concern: Concern) -> str:
    """What the same edit changed besides: `full, all tokens, 3 modules that load it`."""
    others = concern.parts[1:]
    same = (_short(it) for it in others if it.module in ("", concern.module))
    loading = len({it.module for it in others} - {"", concern.module})
    them = f"{units.counted(loading, 'module')} that load{'s' * (loading == 1)} it"
    return ", ".join((*dict.fromkeys(same), *([them] if loading else ())))


def sentence(regression: Regression) -> str:
    """The same in words: `20 % slower, between 19 and 21 %, 5 blocks in one process`."""
    it = regression
    if is_recounted(it):
        return "not comparable"
    if it.standing is Standing.NOISY:
        return ", ".join(filter(None, (_anything_said(it), evidence(it))))
    said = _by(it.ratio, it.unit) if isfinite(it.ratio) else _NEW
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
            return f"{units.counted(many, 'block')} in one process"
        case Evidence.PROCESSES:
            return f"{units.counted(many, 'block')} in fresh processes"
        case Evidence.PASSIVE:
            return f"{units.counted(many, 'load')}, not side by side"


def _short(regression: Regression) -> str:
    """A figure's name, without the unit where that of the module says it."""
    it, named = regression, metric_words.metric(regression.metric, regression.part)
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

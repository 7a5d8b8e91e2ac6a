"""In which ways a module differs from the baseline, in one word each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from dashboard.analysis.alerting.alert import Severity
from dashboard.analysis.comparison.standing import Regression, Standing

_OWN = frozenset({"module_tokens", "eager_tokens", "full_tokens"})
_WORDS = {
    ("load_seconds", Standing.REGRESSION): "slower",
    ("load_seconds", Standing.GROWTH): "slower",
    ("load_seconds", Standing.SUSPECT): "slower",
    ("load_seconds", Standing.IMPROVED): "faster",
    ("load_seconds", Standing.NOISY): "noisy",
}
_SIZES = {
    Standing.REGRESSION: "bigger",
    Standing.GROWTH: "bigger",
    Standing.IMPROVED: "smaller",
    Standing.MOVED: "moved",
}

_ORDER = ("slower", "bigger", "moved", "noisy", "faster", "smaller")


@dataclass(frozen=True, slots=True)
class Flag:
    """One way."""

    standing: Standing
    word: str
    severity: Severity


def flagged(regressions: Iterable[Regression]) -> Iterator[Flag]:
    """Yield each word once, as bad as the worst figure that says it."""
    found: dict[str, Flag] = {}
    for it in regressions:
        word = _word(it)
        known = found.get(word)
        if word and (known is None or it.severity.rank > known.severity.rank):
            found[word] = Flag(it.standing, word, it.severity)
    yield from sorted(found.values(), key=lambda flag: _ORDER.index(flag.word))


def _word(regression: Regression) -> str:
    if regression.metric in _OWN:
        return _SIZES.get(regression.standing, "")
    return _WORDS.get((regression.metric, regression.standing), "")

from __future__ import annotations

import pytest

from dashboard.analysis.alerting.alert import Severity
from dashboard.analysis.comparison.standing import Standing
from dashboard.analysis.flag import Flag, flagged
from tests.dashboard.analysis.differing import a_regression


def words(*flags: Flag) -> list[str]:
    return [flag.word for flag in flags]


@pytest.mark.parametrize(
    ("metric", "standing", "word"),
    [
        ("load_seconds", Standing.REGRESSION, "slower"),
        ("load_seconds", Standing.SUSPECT, "slower"),
        ("load_seconds", Standing.IMPROVED, "faster"),
        ("load_seconds", Standing.NOISY, "noisy"),
        ("module_tokens", Standing.REGRESSION, "bigger"),
        ("full_tokens", Standing.IMPROVED, "smaller"),
        ("module_tokens", Standing.MOVED, "moved"),
    ],
)
def test_a_difference_is_one_word(metric: str, standing: Standing, word: str) -> None:
    (flag,) = flagged([a_regression(metric=metric, standing=standing)])
    assert (flag.word, flag.standing) == (word, standing)


@pytest.mark.parametrize("standing", [Standing.ENVIRONMENT, Standing.INSUFFICIENT, Standing.OK])
def test_what_is_not_the_modules_doing_is_no_flag(standing: Standing) -> None:
    assert words(*flagged([a_regression(standing=standing)])) == []


def test_a_word_is_said_once_and_as_bad_as_the_worst() -> None:
    found = flagged(
        [
            a_regression("1", metric="module_tokens", severity=Severity.INFO),
            a_regression("2", metric="full_tokens", severity=Severity.CRITICAL),
        ]
    )
    assert list(found) == [Flag(Standing.REGRESSION, "bigger", Severity.CRITICAL)]


def test_time_comes_before_size() -> None:
    found = flagged([a_regression("1", metric="full_tokens"), a_regression("2")])
    assert words(*found) == ["slower", "bigger"]

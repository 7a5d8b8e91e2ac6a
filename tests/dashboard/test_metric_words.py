from __future__ import annotations

from dashboard import metric_words


def test_a_part_is_part_of_the_metrics_name() -> None:
    assert metric_words.metric("framework_tokens", "command") == "all command tokens"
    assert metric_words.metric("startup_part_tokens", "memory") == "startup memory"
    assert metric_words.metric("some_new_metric") == "some new metric"


def test_dollars_have_their_sign_and_no_word() -> None:
    assert metric_words.amount(2.27, "dollars") == "$2.27"
    assert metric_words.unit("dollars") == ""

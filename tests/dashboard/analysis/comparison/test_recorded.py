"""Which series tells of a figure, save after save."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dashboard.analysis.comparison.recorded import Recorded
from dashboard.snapshot import Series
from tests.dashboard.builders import a_series

METRICS = ("full_tokens", "module_bytes")
MEASURED = st.dictionaries(
    st.tuples(st.sampled_from(METRICS), st.sampled_from("abc")), st.integers(1, 2), max_size=6
)


@given(st.lists(MEASURED))
def test_what_is_carried_on_is_found_as_what_is_noted_anew(
    saves: list[dict[tuple[str, str], int]],
) -> None:
    known: dict[tuple[str, str, int], Series] = {}
    carried = Recorded.of(())
    for save in saves:
        for metric, module in save:
            value = save[metric, module]
            known.setdefault((metric, module, value), a_series(metric, [value], module=module))
        series = tuple(known[*of, value] for of, value in save.items())
        carried = carried.following(series)
        asked = [(metric, module) for metric in METRICS for module in "abc"]
        anew = Recorded.of(series)
        assert [carried.find(*it) for it in asked] == [anew.find(*it) for it in asked]


def test_the_whole_and_its_parts_are_told_apart() -> None:
    whole = a_series("startup_tokens", [1.0])
    part = a_series("startup_tokens", [2.0], part="agents")
    found = Recorded.of((whole, part))
    assert (found.find("startup_tokens"), found.find("startup_tokens", "", "agents")) == (
        whole,
        part,
    )

from __future__ import annotations

import threading

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collectors.loading.crew import Crew, balanced, idle_cores


def test_results_come_in_the_order_of_the_shares() -> None:
    with Crew() as crew:
        assert crew.share(lambda share: share * 2, [1, 2, 3]) == [2, 4, 6]


def test_nothing_to_share_is_nothing_done() -> None:
    with Crew() as crew:
        assert crew.share(lambda share: share, []) == []


def test_the_asking_thread_does_the_first_share() -> None:
    with Crew() as crew:
        own, other = crew.share(lambda _: threading.current_thread(), [1, 2])
    assert own is threading.current_thread()
    assert other is not own


def test_a_failing_share_waits_for_the_others() -> None:
    done: list[int] = []

    def work(share: int) -> None:
        if share == 0:
            raise ValueError(share)
        done.append(share)

    with Crew() as crew, pytest.raises(ValueError, match="0"):
        crew.share(work, [0, 1, 2])
    assert sorted(done) == [1, 2]


def test_the_threads_end_with_the_crew() -> None:
    with Crew() as crew:
        crew.share(lambda share: share, [1, 2])
    assert not [it for it in threading.enumerate() if it.name.startswith("perfdash-load")]


def test_the_cpu_time_of_the_others_is_counted() -> None:
    with Crew() as crew:
        crew.share(lambda number: sum(range(number)), [0, 10_000])
        assert crew.cpu_ns > 0


@pytest.mark.parametrize(
    ("load_average", "threads"), [(0.0, 4), (0.9, 4), (1.2, 3), (4.0, 1), (99.0, 1)]
)
def test_a_busy_machine_lends_fewer_threads(load_average: float, threads: int) -> None:
    assert idle_cores(4, load_average) == threads


def test_the_heaviest_file_has_a_share_of_its_own() -> None:
    assert balanced([("a", 5), ("b", 90), ("c", 5)], 2) == (("b",), ("a", "c"))


@given(st.dictionaries(st.text(max_size=3), st.integers(0, 1_000)), st.integers(1, 5))
def test_every_name_is_dealt_once_and_no_share_is_empty(
    weights: dict[str, int], shares: int
) -> None:
    dealt = balanced(tuple(weights.items()), shares)
    assert sorted(name for share in dealt for name in share) == sorted(weights)
    assert len(dealt) == min(shares, len(weights))
    assert all(dealt)

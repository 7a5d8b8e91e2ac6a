"""When the prompt cache broke, and why."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collectors.framework.module import Framework, Kind
from collectors.framework.reference import Syntax
from collectors.model import Run, Trigger
from collectors.session import Compaction, Request
from dashboard.analysis.sessions.cache_breaks import Break, Why, cache_breaks
from dashboard.snapshot import Snapshot
from tests.dashboard.builders import NOW, a_module, a_reference
from tests.dashboard.worked import a_detail, a_request, at, the_sessions, used

FILES = Framework(
    modules=(
        a_module(
            "CLAUDE.md", kind=Kind.MEMORY, references=(a_reference("@style", path="style.md"),)
        ),
        a_module("agents/critic.md", kind=Kind.AGENT),
        a_module("commands/plan.md"),
        a_module(
            "style.md",
            kind=Kind.OTHER,
            references=(a_reference("x", path="notes.md", syntax=Syntax.MARKDOWN_LINK),),
        ),
        a_module("notes.md", kind=Kind.OTHER),
    )
)
WARM = used(50_000, wrote=11_000)
COLD = used(0, wrote=62_000)


def breaks(
    *requests: Request, saved: tuple[str, ...] = (), compactions: tuple[Compaction, ...] = ()
) -> tuple[Break, ...]:
    """Those of a session in which these files were saved at its 20th second."""
    sessions = the_sessions(a_detail(requests=requests, compactions=compactions))
    runs = (Run(at(20), Trigger.SAVE, saved),) if saved else ()
    return cache_breaks(Snapshot(NOW, 3_600, FILES, runs=runs, sessions=sessions))


def pair(**changed: object) -> tuple[Request, Request]:
    """A request that fills the cache, and one that writes all of it again."""
    before = a_request(0, 10, WARM, shape="a")
    return before, replace(a_request(30, 40, COLD, shape="a"), **changed)  # type: ignore[arg-type]


def test_a_request_that_reads_what_was_written_breaks_nothing() -> None:
    assert breaks(a_request(0, 10, WARM), a_request(11, 12, used(61_000, wrote=900))) == ()


def test_the_first_request_of_a_session_breaks_nothing() -> None:
    assert breaks(a_request(0, 10, COLD)) == ()


def test_a_break_tells_what_was_written_again_and_when() -> None:
    before, after = pair()
    (found,) = breaks(before, after)
    assert (found.request, found.at, found.before) == (after.id, at(30), at(0))
    assert (found.rewritten, found.why) == (61_000, Why.UNKNOWN)


def test_the_system_prompt_may_still_be_read_from_the_cache() -> None:
    (found,) = breaks(a_request(0, 10, WARM), a_request(11, 12, used(18_000, wrote=45_000)))
    assert found.rewritten == 43_000


@pytest.mark.parametrize(("cached", "many"), [(4_095, 0), (4_096, 1)])
def test_a_prompt_too_short_to_be_cached_breaks_nothing(cached: int, many: int) -> None:
    before = a_request(0, 1, used(0, wrote=cached))
    assert len(breaks(before, a_request(2, 3, used(0, wrote=4_200)))) == many


@pytest.mark.parametrize(("read", "many"), [(30_500, 0), (30_499, 1)])
def test_what_reads_half_of_it_breaks_nothing(read: int, many: int) -> None:
    after = a_request(11, 12, used(read, wrote=31_000))
    assert len(breaks(a_request(0, 10, WARM), after)) == many


@pytest.mark.parametrize(("wrote", "many"), [(1_023, 0), (1_024, 1)])
def test_what_hardly_writes_breaks_nothing(wrote: int, many: int) -> None:
    after = a_request(11, 12, used(0, wrote=wrote))
    assert len(breaks(a_request(0, 10, WARM), after)) == many


def test_a_prompt_that_is_not_written_again_breaks_nothing() -> None:
    assert breaks(a_request(0, 1, WARM), a_request(2, 3, used(0, plain=300))) == ()


def test_another_system_prompt_breaks_it() -> None:
    (found,) = breaks(*pair(shape="b"))
    assert found.why is Why.SHAPE


def test_another_model_breaks_it() -> None:
    (found,) = breaks(*pair(model="claude-haiku-5-5", shape="b"))
    assert (found.why, found.what) == (Why.MODEL, "claude-haiku-5-5")


@pytest.mark.parametrize(
    ("kept", "gap", "why"),
    [
        (300, 290, Why.UNKNOWN),
        (300, 301, Why.IDLE),
        (3_600, 301, Why.UNKNOWN),
        (3_600, 3_601, Why.IDLE),
    ],
)
def test_a_cache_is_kept_for_as_long_as_it_was_written_for(kept: int, gap: int, why: Why) -> None:
    before = a_request(0, 10, used(50_000, wrote=11_000, hour=kept == 3_600))
    (found,) = breaks(before, a_request(gap, gap + 9, COLD))
    assert (found.why, found.idle_seconds, found.kept_seconds) == (why, gap, kept)


def test_a_read_does_not_shorten_how_long_it_is_kept() -> None:
    hour = a_request(0, 10, used(0, wrote=61_000, hour=True))
    (found,) = breaks(hour, a_request(20, 30, used(61_000)), a_request(900, 910, COLD))
    assert (found.why, found.kept_seconds) == (Why.UNKNOWN, 3_600)


def test_a_compaction_breaks_it() -> None:
    (found,) = breaks(*pair(), compactions=(Compaction("c", "s", at(15)),))
    assert found.why is Why.COMPACTION


@pytest.mark.parametrize(
    ("saved", "named"),
    [
        (("CLAUDE.md",), "CLAUDE.md"),
        (("style.md",), "style.md"),
        (("agents/critic.md", "commands/plan.md", "CLAUDE.md"), "CLAUDE.md"),
        (("agents/critic.md", "commands/plan.md"), "commands/plan.md"),
    ],
)
def test_a_file_that_claude_code_loads_is_named(saved: tuple[str, ...], named: str) -> None:
    (found,) = breaks(*pair(), saved=saved)
    assert (found.why, found.what) == (Why.SAVED, named)


@pytest.mark.parametrize("saved", ["notes.md", "src/main.py"])
def test_a_file_that_is_not_loaded_explains_nothing(saved: str) -> None:
    (found,) = breaks(*pair(), saved=(saved,))
    assert found.why is Why.UNKNOWN


def test_a_save_at_another_time_explains_nothing() -> None:
    early = (a_request(21, 25, WARM), a_request(30, 40, COLD))
    (found,) = breaks(*early, saved=("CLAUDE.md",))
    assert found.why is Why.UNKNOWN


def test_what_surely_breaks_it_comes_before_what_may() -> None:
    (found,) = breaks(*pair(shape="b"), saved=("CLAUDE.md",))
    assert found.why is Why.SHAPE


def test_a_sub_agent_has_a_chain_of_its_own() -> None:
    main = a_request(0, 10, WARM), a_request(21, 22, used(61_000, wrote=500))
    helper = a_request(11, 12, used(0, wrote=9_000), agent="h")
    assert breaks(main[0], helper, main[1]) == ()
    (found,) = breaks(*main, helper, a_request(13, 14, used(0, wrote=9_500), agent="h"))
    assert (found.agent, found.rewritten) == ("h", 9_000)


def test_failed_and_hidden_requests_are_on_no_chain() -> None:
    between = (
        a_request(12, 13, used(0, plain=1), error="500"),
        a_request(14, 15, COLD, hidden=True),
    )
    assert breaks(a_request(0, 10, WARM), *between, a_request(16, 17, used(61_000))) == ()


SIZES = st.lists(st.tuples(st.integers(0, 9_000), st.integers(0, 9_000)), max_size=12)


@given(SIZES, st.randoms(use_true_random=False))
def test_the_order_in_which_requests_are_told_does_not_matter(
    sizes: list[tuple[int, int]], random: Random
) -> None:
    requests = [
        a_request(9 * number, 9 * number + 5, used(read, wrote=wrote))
        for number, (read, wrote) in enumerate(sizes)
    ]
    forwards = breaks(*requests)
    random.shuffle(requests)
    assert breaks(*requests) == forwards


@given(st.lists(st.integers(0, 50_000), max_size=20))
def test_a_chain_that_reads_all_that_was_written_never_breaks(written: list[int]) -> None:
    requests, total = [], 0
    for number, wrote in enumerate(written):
        start = 9 * number
        requests.append(a_request(start, start + 5, used(total, wrote=wrote)))
        total += wrote
    assert breaks(*requests) == ()

"""Which save or commit made a figure what it is."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from collectors.baseline import Commit
from collectors.framework.module import Framework, Kind, Startup
from collectors.model import Run, Trigger
from dashboard.analysis.comparison.attribution import attribution
from dashboard.analysis.comparison.difference import Difference, Figure
from dashboard.analysis.comparison.recorded import Recorded
from dashboard.analysis.comparison.shift import shift
from dashboard.analysis.comparison.standing import Cause
from dashboard.snapshot import Series
from tests.dashboard.analysis.pasts import PINNED, a_baseline, a_framework, a_text
from tests.dashboard.builders import a_series

BEFORE = a_framework(a_text("a.md", includes=("b.md",)), a_text("b.md", 50), a_text("c.md"))
AFTER = a_framework(a_text("a.md", includes=("b.md",)), a_text("b.md", 90), a_text("c.md"))
FULL = Difference(Figure("full_tokens", "a.md"), 150, 190)
MINUTE = 60_000


def a_save(minute: int, *paths: str) -> Run:
    return Run(PINNED + minute * MINUTE, Trigger.SAVE, paths, seconds=0.5)


def a_commit(minute: int, *paths: str, revision: str = "c0ffee") -> Commit:
    return Commit(revision, PINNED + minute * MINUTE, "Ann", "Say more", paths)


def grown_at(minute: int, *values: float, **labels: str) -> Series:
    """A series a minute apart that ends at a minute after the baseline was pinned."""
    labels = labels or {"module": "a.md", "kind": "command"}
    return a_series("full_tokens", values, step=MINUTE, end=PINNED + minute * MINUTE, **labels)


def cause(
    *series: Series,
    saves: tuple[Run, ...] = (),
    commits: tuple[Commit, ...] = (),
    difference: Difference = FULL,
    after: Framework = AFTER,
    revision: str = "",
) -> Cause:
    baseline = a_baseline(BEFORE, revision=revision)
    between, recorded = shift(baseline, after), Recorded.of(series)
    return attribution(baseline, between, saves, commits, recorded).cause(difference)


def test_a_save_names_the_included_file_that_it_changed() -> None:
    found = cause(grown_at(5, 190), saves=(a_save(5, "b.md", "notes.md"),))
    assert found == Cause(at=PINNED + 5 * MINUTE, paths=("b.md",))


def test_of_many_saves_the_one_that_shows_in_the_samples_counts() -> None:
    saves = tuple(a_save(minute, "b.md") for minute in (3, 5, 7))
    assert cause(grown_at(5, 150, 190), saves=saves).at == PINNED + 5 * MINUTE


def test_of_very_many_saved_files_those_that_a_module_loads_are_named() -> None:
    many = tuple(f"{number}.md" for number in range(99))
    saves = (a_save(5, "b.md", *many, "a.md"),)
    assert cause(grown_at(5, 190), saves=saves).paths == ("b.md", "a.md")
    own = Difference(Figure("module_tokens", "a.md"), 100, 120)
    assert cause(saves=saves, difference=own).paths == ("a.md",)
    assert cause(saves=(a_save(5, *many),), difference=own).paths == ()


def test_what_shrank_the_most_counts_first_even_if_it_is_no_longer_loaded() -> None:
    before = a_framework(a_text("a.md", includes=("b.md",)), a_text("b.md", 500))
    after = a_framework(a_text("a.md", 90))
    baseline, recorded = a_baseline(before), Recorded.of(())
    saves = (a_save(5, "b.md"), a_save(6, "a.md"))
    found = attribution(baseline, shift(baseline, after), saves, (), recorded)
    less = Difference(Figure("full_tokens", "a.md"), 600, 90)
    assert found.cause(less) == Cause(at=PINNED + 5 * MINUTE, paths=("b.md",))


def test_of_very_many_files_of_a_commit_those_that_a_module_loads_are_named() -> None:
    commit = a_commit(5, *(f"{number}.md" for number in range(99)), "b.md")
    assert cause(commits=(commit,)).paths == ("b.md",)


def test_of_many_steps_the_largest_counts() -> None:
    saves = tuple(a_save(minute, "b.md") for minute in (3, 4, 5))
    assert cause(grown_at(5, 155, 185, 190), saves=saves).at == PINNED + 4 * MINUTE


def test_a_save_of_other_files_is_not_to_blame() -> None:
    found = cause(grown_at(5, 190), saves=(a_save(5, "c.md"),))
    assert (found.at, found.paths) == (PINNED + 5 * MINUTE, ())


def test_a_save_that_does_not_say_what_it_saved_may_be_to_blame() -> None:
    late = PINNED + 5 * MINUTE + 300
    grown = a_series("full_tokens", [190.0], end=late, module="a.md", kind="command")
    assert cause(grown, saves=(a_save(5),)).at == PINNED + 5 * MINUTE


def test_a_commit_is_told_with_its_author_and_subject() -> None:
    found = cause(grown_at(5, 150, 190), commits=(a_commit(5, "b.md"),))
    assert (found.revision, found.author, found.subject) == ("c0ffee", "Ann", "Say more")


def test_commits_of_one_file_that_nobody_measured_apart_are_counted() -> None:
    commits = (a_commit(4, "b.md"), a_commit(5, "c.md"), a_commit(6, "b.md", revision="last"))
    unwatched = cause(grown_at(9, 190), commits=commits)
    watched = cause(grown_at(6, 150, 150, 190), commits=commits)
    assert (unwatched.revision, unwatched.others) == ("last", 1)
    assert (watched.revision, watched.others) == ("last", 0)


def test_a_commit_that_was_fetched_may_be_old() -> None:
    old = a_commit(-5_000, "b.md", revision="old")
    assert cause(grown_at(5, 190), commits=(old,)).revision == "old"


def test_a_commit_from_before_the_last_measurement_is_not_to_blame() -> None:
    assert not cause(grown_at(9, 150, 190), commits=(a_commit(2, "b.md"),)).revision


def test_the_newest_commit_counts_where_nothing_was_measured() -> None:
    commits = (a_commit(2, "b.md", revision="new"), a_commit(1, "a.md", revision="old"))
    assert cause(commits=commits, revision="base").revision == "new"


def test_the_commit_of_the_file_that_grew_most_counts_before_a_newer_one() -> None:
    after = a_framework(a_text("a.md"), a_text("b.md", 90), a_text("c.md", 101))
    whole = Difference(Figure("framework_tokens"), 250, 291)
    commits = (a_commit(2, "c.md", revision="new"), a_commit(1, "b.md", revision="old"))
    found = cause(commits=commits, difference=whole, after=after, revision="base")
    assert (found.revision, found.paths) == ("old", ("b.md",))


def test_what_is_loaded_newly_is_to_the_account_of_what_loads_it() -> None:
    before = a_framework(a_text("a.md"), a_text("b.md", 50))
    after = a_framework(a_text("a.md", 101, includes=("b.md",)), a_text("b.md", 90))
    commits = (a_commit(2, "b.md", revision="new"), a_commit(1, "a.md", revision="old"))
    baseline = a_baseline(before, revision="base")
    causes = attribution(baseline, shift(baseline, after), (), commits, Recorded.of(()))
    assert causes.cause(Difference(Figure("full_tokens", "a.md"), 100, 191)).revision == "old"


def test_the_start_of_a_session_is_to_the_account_of_what_it_reads() -> None:
    memory = a_text("CLAUDE.md", 101, kind=Kind.MEMORY)
    after = a_framework(a_text("a.md", 900), memory, startup=Startup(memory_tokens=101))
    commits = (a_commit(2, "a.md", revision="new"), a_commit(1, "CLAUDE.md", revision="old"))
    start = Difference(Figure("startup_tokens"), 100, 101)
    assert cause(commits=commits, difference=start, after=after).revision == "old"


def test_an_edit_after_the_newest_commit_is_told_before_it() -> None:
    found = cause(saves=(a_save(5, "b.md"),), commits=(a_commit(2, "b.md"),), revision="base")
    assert (found.revision, found.at) == ("", PINNED + 5 * MINUTE)


def test_a_file_that_is_gone_has_a_cause_too() -> None:
    after = a_framework(a_text("a.md"), a_text("c.md"))
    gone = Difference(Figure("module_tokens", "b.md"), 50, 0, detail="gone")
    found = cause(saves=(a_save(5, "b.md"),), difference=gone, after=after)
    assert found.paths == ("b.md",)


def test_a_figure_of_the_whole_names_the_files_that_changed() -> None:
    whole = Difference(Figure("framework_tokens"), 250, 290)
    series = a_series("framework_tokens", [290.0], end=PINNED + 5 * MINUTE)
    found = cause(series, saves=(a_save(5, "b.md", "c.md"),), difference=whole)
    assert found.paths == ("b.md",)


def test_a_part_that_is_not_measured_changed_with_the_whole() -> None:
    commands = Difference(Figure("framework_tokens", part="command"), 200, 240)
    whole = a_series(
        "framework_tokens", (9_000, 9_000, 9_040), step=MINUTE, end=PINNED + 5 * MINUTE
    )
    found = cause(whole, saves=(a_save(5, "b.md"),), difference=commands)
    assert found == Cause(at=PINNED + 5 * MINUTE, paths=("b.md",))


def test_what_came_about_unwatched_lies_between_two_measurements() -> None:
    series = grown_at(9, 150, 150, 190)
    assert cause(series) == Cause(at=PINNED + 9 * MINUTE, after=PINNED + 8 * MINUTE)


def test_what_was_pinned_since_was_not_so_yet() -> None:
    end = PINNED + 5 * MINUTE
    series = a_series("full_tokens", [150, 190], step=9 * MINUTE, end=end, module="a.md")
    assert cause(series) == Cause(at=PINNED + 5 * MINUTE, after=PINNED)


def test_nobody_knows_what_nothing_tells() -> None:
    assert cause() == Cause()


@given(st.permutations([a_save(3, "b.md"), a_save(5, "b.md"), a_save(5, "a.md")]))
def test_the_order_of_saves_does_not_matter(saves: list[Run]) -> None:
    ordered = sorted(saves, key=lambda save: (save.at, save.paths))
    given_so, sorted_so = (cause(grown_at(5, 150, 190), saves=tuple(it)) for it in (saves, ordered))
    assert given_so.at == sorted_so.at


@given(
    st.lists(st.tuples(st.integers(-99, 99), st.floats(0, 1e9)), max_size=9),
    st.lists(st.tuples(st.integers(-99, 99), st.sampled_from(["a.md", "b.md", "c.md", "x"]))),
    st.floats(0, 1e9),
)
def test_whatever_is_to_blame_touched_what_is_loaded(
    points: list[tuple[int, float]], saved: list[tuple[int, str]], then: float
) -> None:
    series = [grown_at(minute, value) for minute, value in points[:1]]
    saves = tuple(a_save(minute, path) for minute, path in saved)
    difference = Difference(Figure("full_tokens", "a.md"), then, 190)
    assert set(cause(*series, saves=saves, difference=difference).paths) <= {"a.md", "b.md"}

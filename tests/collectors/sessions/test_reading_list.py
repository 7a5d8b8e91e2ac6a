from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from collectors.session_progress import Backlog
from collectors.sessions.reading_list import ReadingList
from collectors.sessions.session_file import SessionFile

HOUR = 3_600_000
NOW = 1_000 * HOUR


def file(name: str, *, hours: float, near: bool = True, agent: str = "") -> SessionFile:
    """A file of ten bytes that was written some hours ago."""
    path = f"/{name}{agent}"
    modified = int((NOW - hours * HOUR) * 1_000_000)
    return SessionFile(path, name, agent, f"/{name}", near, 1, 1, 10, modified)


def order(*files: SessionFile) -> list[str]:
    waiting = ReadingList(lambda file: file.size)
    waiting.put(files, NOW)
    found = []
    while each := waiting.next():
        found.append(each.path)
        waiting.drop(each)
    return found


def test_the_roots_newest_session_comes_first_with_its_sub_agents() -> None:
    files = (
        file("other", hours=1, near=False),
        file("old", hours=50),
        file("newest", hours=40),
        file("newest", hours=45, agent="x"),
    )
    assert order(*files) == ["/newest", "/newestx", "/other", "/old"]


def test_then_what_was_written_within_a_day_and_the_roots_own_before_others() -> None:
    files = (
        file("own-old", hours=30),
        file("other-old", hours=29, near=False),
        file("other-new", hours=2, near=False),
        file("own-new", hours=3),
        file("newest", hours=1),
    )
    assert order(*files) == ["/newest", "/own-new", "/other-new", "/own-old", "/other-old"]


@given(st.lists(st.floats(0, 100), unique=True, min_size=1))
def test_the_order_they_are_found_in_does_not_matter(hours: list[float]) -> None:
    files = [file(str(each), hours=each) for each in hours]
    assert order(*files) == order(*reversed(files))


def test_what_just_grew_comes_before_all_others() -> None:
    waiting = ReadingList(lambda file: file.size)
    waiting.put([file("a", hours=1), file("b", hours=2)], NOW)
    waiting.add(file("c", hours=9))
    waiting.add(file("b", hours=0))
    first = waiting.next()
    assert first
    assert first.path == "/c"
    assert len(waiting) == 3


def test_how_much_waits_is_told_with_how_much_did() -> None:
    waiting = ReadingList(lambda file: file.size)
    first, second = file("a", hours=1), file("b", hours=2)
    waiting.put([first, second], NOW)
    assert waiting.backlog() == Backlog(2, 20, 20)
    waiting.drop(first)
    assert waiting.backlog() == Backlog(1, 10, 20)
    waiting.drop(second)
    assert waiting.backlog() == Backlog()

"""What runs beside us is told by notes, and by a process where there are none."""

from __future__ import annotations

from pathlib import Path

import psutil

from collectors.presence import Presence
from collectors.sessions.places import Places
from collectors.sessions.roster import Roster
from collectors.sessions.vicinity import SEARCH_SECONDS, Vicinity


class Searched:
    """Finds this very process, once it is there to be found."""

    def __init__(self) -> None:
        self.times = 0
        self.there = False

    def __call__(self, _: Path) -> psutil.Process | None:
        self.times += 1
        return psutil.Process() if self.there else None


def vicinity(folder: Path, find: Searched | None) -> Vicinity:
    return Vicinity(folder, Roster(Places(folder, (folder,)), (folder,)), find=find)


def test_where_sessions_are_noted_no_process_is_searched(tmp_path: Path) -> None:
    (tmp_path / "sessions").mkdir()
    searched = Searched()
    assert vicinity(tmp_path, searched).presence(0.0) == Presence()
    assert searched.times == 0


def test_where_they_are_not_a_process_tells_since_when_it_runs(tmp_path: Path) -> None:
    searched = Searched()
    searched.there = True
    began = round(psutil.Process().create_time() * 1000)
    told = vicinity(tmp_path, searched).presence(0.0)
    assert told == Presence(noted=False, process_since=began)


def test_processes_are_searched_now_and_then(tmp_path: Path) -> None:
    searched = Searched()
    beside = vicinity(tmp_path, searched)
    for now in (0.0, 1.0, SEARCH_SECONDS, SEARCH_SECONDS + 1):
        assert beside.presence(now) == Presence(noted=False)
    assert searched.times == 2


def test_nobody_need_search(tmp_path: Path) -> None:
    assert vicinity(tmp_path, None).presence(0.0) == Presence(noted=False)


def test_a_file_in_the_place_of_notes_notes_nothing(tmp_path: Path) -> None:
    (tmp_path / "sessions").write_text("")
    assert vicinity(tmp_path, None).presence(0.0) == Presence(noted=False)

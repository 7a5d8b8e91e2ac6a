from __future__ import annotations

from pathlib import Path

import pytest

from collectors.session import hashed
from collectors.sessions.catalogue import LOOK_SHARE, Catalogue
from collectors.sessions.places import Places
from tests.collectors.sessions.claude_home import ClaudeHome, append, reply


@pytest.fixture
def home(tmp_path: Path) -> ClaudeHome:
    return ClaudeHome(tmp_path)


def catalogue(home: ClaudeHome) -> Catalogue:
    found = Catalogue(Places(Path("/work/app"), (home.folder,)))
    found.look(all_roots=False)
    return found


def test_a_file_that_grew_is_known_as_it_is_now(home: ClaudeHome) -> None:
    path = home.write(reply(1))
    known = catalogue(home)
    append(path, reply(2))
    (file,) = known.grown([hashed(str(path))], all_roots=False)
    assert file.size == path.stat().st_size
    assert known.files[file.id] is file


def test_a_file_that_appeared_is_looked_for(home: ClaudeHome) -> None:
    known = catalogue(home)
    path = home.write(reply(1))
    (file,) = known.grown([hashed(str(path))], all_roots=False)
    assert file.path == str(path)


def test_what_is_no_session_is_looked_for_once(
    home: ClaudeHome, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = catalogue(home)
    assert known.grown(["strange"], all_roots=False) == ()
    home.write(reply(1))
    assert known.grown(["strange"], all_roots=False) == ()
    assert known.files == {}


def test_a_file_that_vanished_did_not_grow(home: ClaudeHome) -> None:
    path = home.write(reply(1))
    known = catalogue(home)
    path.unlink()
    assert known.grown([hashed(str(path))], all_roots=False) == ()


def test_a_look_that_took_long_is_not_soon_due_again(home: ClaudeHome) -> None:
    now = iter((10.0, 11.0, 11.0 + 0.9 / LOOK_SHARE, 11.0 + 1.1 / LOOK_SHARE))
    known = Catalogue(Places(Path("/work/app"), (home.folder,)), monotonic=lambda: next(now))
    known.look(all_roots=False)
    assert not known.is_due
    assert known.is_due

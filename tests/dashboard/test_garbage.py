from __future__ import annotations

import gc

from dashboard import garbage


def test_no_garbage_is_looked_for_in_what_is_short_lived() -> None:
    with garbage.unsearched():
        assert not gc.isenabled()
    assert gc.isenabled()


def test_what_was_there_before_is_never_searched_again() -> None:
    before = gc.get_freeze_count()
    gc.disable()
    garbage.settle()
    assert gc.isenabled()
    assert gc.get_freeze_count() > before

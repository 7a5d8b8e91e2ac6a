"""What the desktop is asked to show."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from dashboard.notices.desktop import Desktop, found, words
from tests.dashboard.analysis.alerting.builders import an_alert
from tests.dashboard.notices.notes import a_notice, never

if TYPE_CHECKING:
    import pytest

HOSTILE = a_notice(replace(an_alert(), title='--help" & <b>'))


def test_notify_send_is_given_text_that_is_no_markup_and_no_option() -> None:
    *options, title, body = words("/usr/bin/notify-send", HOSTILE)
    assert options[-1] == "--"
    assert title == "perfdash harbor: 1 alert, warning"
    assert body == 'warning: --help" &amp; &lt;b&gt;: 85 %'


def test_osascript_is_given_text_that_is_no_script() -> None:
    given = words("/usr/bin/osascript", HOSTILE)
    assert given[-1] == 'warning: --help" & <b>: 85 %'
    assert not any("help" in word for word in given[:-1])


def test_where_there_is_no_such_program_there_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nonexistent")
    assert found() == ""


def test_the_program_that_is_there_is_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "notify-send"
    program.write_text('#!/bin/sh\nprintf "%s" "$4"\n')
    program.chmod(0o700)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    outcome = Desktop(found()).send(a_notice(), never)
    assert outcome.said == "exit code 0: perfdash harbor: 1 alert, warning"

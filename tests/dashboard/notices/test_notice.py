"""What a notice says, in each of its forms."""

from __future__ import annotations

import json
from dataclasses import replace
from unicodedata import category

from hypothesis import given
from hypothesis import strategies as st

from dashboard.notices.notice import document, environment
from tests.dashboard.analysis.alerting.builders import an_alert
from tests.dashboard.notices.notes import a_notice


def test_a_title_counts_and_says_how_bad_it_is() -> None:
    assert a_notice().title == "perfdash harbor: 1 alert, warning"
    assert a_notice(an_alert("a"), an_alert("b")).title == "perfdash harbor: 2 alerts, warning"
    assert a_notice(resolved=True).title == "perfdash harbor: 1 alert resolved, warning"


def test_each_of_the_first_alerts_has_a_line() -> None:
    lines = a_notice(*(an_alert(str(core), core=str(core)) for core in range(8))).lines
    assert lines[0] == "warning: busy core=0: 85 %"
    assert lines[-1] == "and 3 more"


def test_the_document_says_all_of_it() -> None:
    fields = json.loads(document(a_notice()))
    assert (fields["schema"], fields["state"]) == ("perfdash.notice/1", "firing")
    assert fields["alerts"][0]["value"] == 0.85


def test_a_command_finds_it_in_variables() -> None:
    variables = environment(a_notice())
    assert variables["PERFDASH_ALERT_SEVERITY"] == "warning"
    assert variables["PERFDASH_ALERT_COUNT"] == "1"
    assert environment(replace(a_notice(), alerts=()))["PERFDASH_ALERT_KEY"] == ""


@given(st.text(st.characters()))
def test_no_name_escapes(name: str) -> None:
    alert = replace(an_alert(module=name), title=name, detail=name)
    notice = a_notice(alert, root=name)
    texts = (notice.title, *notice.lines, *environment(notice).values())
    shown = "".join(texts).replace("\n", "")
    assert not [it for it in shown if category(it).startswith("C")]
    assert json.loads(document(notice))["alerts"]

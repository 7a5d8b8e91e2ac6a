from __future__ import annotations

import pytest

from dashboard.session_screens.models_panel import ModelsPanel
from dashboard.session_screens.quality_panel import QualityPanel
from dashboard.session_screens.summed import SummedPanel
from dashboard.session_screens.tools_panel import ToolsPanel
from tests.dashboard.logbook import without_sessions
from tests.dashboard.session_screens.summing import drawn, headline


@pytest.mark.parametrize(
    ("panel", "heading"),
    [
        (ModelsPanel(1), ["model", "cost", "tokens"]),
        (ToolsPanel(1), ["tool", "time", "calls", "errors"]),
    ],
)
def test_a_third_of_120_cells_holds_what_matters(panel: SummedPanel, heading: list[str]) -> None:
    assert drawn(panel, 36)[0].split() == heading


def test_a_panel_about_one_session_leaves_others_out() -> None:
    assert headline(ModelsPanel(1, "monday")) == ["$0.4079", "cache 97 %"]
    assert headline(ToolsPanel(1, "monday")) == ["60 calls", "2 failed"]


def test_without_sessions_every_panel_says_so() -> None:
    for panel in (ModelsPanel(1), ToolsPanel(1), QualityPanel(1)):
        assert "yet" in str(panel.draw(without_sessions(), 60, 8))
        assert panel.headline(without_sessions()) == ()

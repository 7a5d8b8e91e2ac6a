"""Variables are settings where their section is one of ours."""

from __future__ import annotations

import pytest

from collectors.config_environment import layer_of
from collectors.errors import ConfigError


def test_a_variable_names_a_section_and_a_key() -> None:
    table = layer_of({"PERFDASH_DASHBOARD_REFRESH_SECONDS": "7", "PERFDASH_LOAD_ROUNDS": "3"}).table
    assert table == {"dashboard": {"refresh_seconds": 7}, "load": {"rounds": 3}}


def test_a_misspelt_section_is_refused() -> None:
    with pytest.raises(ConfigError, match="did you mean PERFDASH_DASHBOARD_REFRESH_SECONDS"):
        layer_of({"PERFDASH_DASHBORD_REFRESH_SECONDS": "7"})


@pytest.mark.parametrize("table", ["THRESHOLD", "PRICES"])
def test_what_takes_a_table_is_set_in_files(table: str) -> None:
    with pytest.raises(ConfigError, match=f"PERFDASH_{table}_LIMIT: .* only be set in a file"):
        layer_of({f"PERFDASH_{table}_LIMIT": "7"})


def test_a_variable_of_somebody_else_is_left_alone() -> None:
    others = {"PERFDASH_SERVICE_HOST": "x", "PERFDASH_VERSION": "1", "PERFDASH": "1", "HOME": "/"}
    assert layer_of(others).table == {}


def test_text_needs_no_quotes() -> None:
    table = layer_of({"PERFDASH_DASHBOARD_THEME": "ansi-dark"}).table
    assert table == {"dashboard": {"theme": "ansi-dark"}}

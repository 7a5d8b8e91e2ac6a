"""`perfdash config`, as it is called."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

from collectors.config import Config
from collectors.config_layer import Layer, apply
from tests.dashboard.commands.outcome import Perfdash

if TYPE_CHECKING:
    import pytest


def test_the_configuration_in_force_is_shown_as_toml_with_its_origins(
    perfdash: Perfdash, harbor: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (harbor / "perfdash.toml").write_text("[load]\nrounds = 7\n")
    monkeypatch.setenv("PERFDASH_STORE_RAW_HOURS", "5")
    told = perfdash("config", "show", harbor)
    table = tomllib.loads(told.out)
    assert (table["load"]["rounds"], table["store"]["raw_hours"]) == (7, 5)
    assert re.search(rf"rounds = 7 +# {harbor}/perfdash.toml\n", told.out)
    assert re.search(r"raw_hours = 5 +# environment\n", told.out)


def test_a_first_configuration_changes_nothing_and_is_never_replaced(
    perfdash: Perfdash, harbor: Path
) -> None:
    path = Path(perfdash("config", "path").out.rstrip("\n"))
    assert not path.exists()
    assert perfdash("config", "init").code == 0
    written = path.read_text("utf-8")
    assert apply(Config(), Layer(str(path), tomllib.loads(written))) == Config()
    again = perfdash("config", "init")
    assert (again.code, path.read_text("utf-8")) == (2, written)
    assert f"{path} is there already" in again.err


def test_a_configuration_that_cannot_be_written_is_told(
    perfdash: Perfdash, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (home / "file").write_text("mine")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(home / "file"))
    told = perfdash("config", "init")
    assert (told.code, told.out) == (2, "")
    assert "set XDG_CONFIG_HOME" in told.err

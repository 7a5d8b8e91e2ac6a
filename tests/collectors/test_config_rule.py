"""What is said of a setting holds wherever it is set."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest

from collectors.config_rule import Setter, ruled, rules, setting
from collectors.config_value import Table, whole
from collectors.errors import ConfigError


@dataclass(frozen=True, slots=True)
class Section:
    """Settings of which more, and of which no more is said than a default."""

    needed: int = field(metadata=ruled(whole(most=3)))
    flag: bool = False
    share: float = 0.5
    name: str = ""
    names: tuple[str, ...] = ()
    few: int = setting(1, whole(1, 3), setter=Setter.USER)


def test_a_default_tells_how_a_setting_is_read() -> None:
    known = rules(Section)
    taken: Table = {"flag": True, "share": 1, "name": "a", "names": ["a"]}
    read = {name: known[name].read(value, "here") for name, value in taken.items()}
    assert read == {"flag": True, "share": 1.0, "name": "a", "names": ("a",)}


@pytest.mark.parametrize(("name", "most"), [("needed", 3), ("few", 3)])
def test_what_is_said_of_a_setting_goes_before_its_default(name: str, most: int) -> None:
    assert rules(Section)[name].read(most, "here") == most
    with pytest.raises(ConfigError, match="at most 3"):
        rules(Section)[name].read(most + 1, "here")


def test_anybody_may_set_what_nothing_else_is_said_of() -> None:
    setters = {name: rule.setter for name, rule in rules(Section).items()}
    assert setters.pop("few") is Setter.USER
    assert set(setters.values()) == {Setter.ANYBODY}


def test_a_setting_has_its_default() -> None:
    assert Section(2) == Section(needed=2, few=1)

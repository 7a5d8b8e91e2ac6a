"""One layer of settings lies over another."""

from __future__ import annotations

from dataclasses import replace

import pytest

from collectors.config import Config, LoadConfig
from collectors.config_layer import Layer, apply
from collectors.config_value import Table, Toml
from collectors.errors import ConfigError
from collectors.user_folders import settings_file
from collectors.wish import Wish

COMMAND: Table = {"notify": {"command": ["./hook.sh"]}}
WISH = Wish("perfdash.toml", "notify.command", ("./hook.sh",), digest="d")


def test_a_layer_changes_what_it_names_and_nothing_else() -> None:
    below = apply(Config(), Layer("a.toml", {"load": {"rounds": 7, "preload": 1}}))
    above = apply(below, Layer("environment", {"load": {"rounds": 9}}))
    assert above == replace(Config(), load=LoadConfig(rounds=9, preload=1))


def test_limits_and_prices_are_laid_over_by_name() -> None:
    limit: Toml = {"name": "CPU", "metric": "cpu_ratio", "limit": 0.5}
    found = apply(Config(), Layer("a.toml", {"threshold": [limit]}))
    assert len(found.thresholds) == len(Config().thresholds)
    assert found.thresholds[-1].limit == 0.5


def test_what_is_refused_is_told_with_the_place_that_set_it() -> None:
    with pytest.raises(ConfigError, match=r"^--refresh: dashboard\.refresh_seconds must be"):
        apply(Config(), Layer("--refresh", {"dashboard": {"refresh_seconds": 0}}))


def test_what_widens_is_the_users_to_set() -> None:
    table: Table = {"sessions": {"otlp": True}}
    assert apply(Config(), Layer("config.toml", table)).sessions.otlp
    with pytest.raises(ConfigError, match=f"may only be set in {settings_file()}: a repository"):
        apply(Config(), Layer("perfdash.toml", table, trusted=False))


def test_what_the_user_would_execute_waits_for_nobody() -> None:
    assert apply(Config(), Layer("config.toml", COMMAND)).notify.command == ("./hook.sh",)


def test_what_a_repository_would_execute_is_in_force_where_it_is_granted() -> None:
    wishes = (replace(WISH, trusted=True),)
    layer = Layer("perfdash.toml", COMMAND, trusted=False, wishes=wishes)
    assert apply(Config(), layer).notify.command == ("./hook.sh",)


def test_the_grant_of_another_wish_is_none() -> None:
    wishes = (WISH, replace(WISH, key="notify.webhook", trusted=True))
    with pytest.raises(ConfigError, match=r"notify\.command is not trusted"):
        apply(Config(), Layer("perfdash.toml", COMMAND, trusted=False, wishes=wishes))


def test_a_repository_may_wish_for_nothing() -> None:
    layer = Layer("perfdash.toml", {"notify": {"command": []}}, trusted=False)
    assert apply(Config(), layer) == Config()

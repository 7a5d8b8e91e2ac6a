import tomllib
from dataclasses import replace
from pathlib import Path

import pytest

from collectors.config import Config, OwnPrice
from collectors.config_file import Settings, settings
from collectors.config_layer import SECTIONS, Layer, apply
from collectors.wish import Wish
from dashboard.export import config_toml


def test_what_is_shown_can_be_read_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "home"))
    own = tmp_path / "home/perfdash/config.toml"
    own.parent.mkdir(parents=True)
    own.write_text(config_toml.render(Settings(Config())))
    assert settings(tmp_path, {}).config == Config()


def test_a_key_that_was_set_names_its_origin() -> None:
    shown = config_toml.render(Settings(Config(), (("load.rounds", "environment"),)))
    assert "# environment" in next(line for line in shown.splitlines() if "rounds" in line)


def test_each_limit_names_who_set_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "home"))
    (tmp_path / "perfdash.toml").write_text(
        "[[threshold]]\nname = 'CPU'\nmetric = 'cpu_ratio'\nlimit = 0.5\n"
        "[[threshold]]\nmetric = 'startup_tokens'\nlimit = 9\n"
    )
    found = settings(tmp_path, {})
    keys = [key for key, _ in found.origins]
    assert keys == ["threshold.CPU", "threshold.startup_tokens"]
    marked = [line for line in config_toml.render(found).splitlines() if "[[threshold]]  " in line]
    assert [line.split("# ")[1] for line in marked] == [f"{tmp_path}/perfdash.toml"] * 2


def test_a_place_is_told_on_one_line_that_no_terminal_obeys() -> None:
    origin = "/x\n[load]\x1b]0;a\x07\u202e/perfdash.toml"
    shown = config_toml.render(Settings(Config(), (("load.rounds", origin),)))
    assert tomllib.loads(shown)["load"]["rounds"] == Config().load.rounds
    assert not {"\x1b", "\x07", "\u202e"} & set(shown)


def test_the_template_changes_nothing() -> None:
    sections = tomllib.loads(config_toml.template())
    assert not any(sections.values())


def test_the_template_holds_every_default_to_be_put_in_force() -> None:
    _title, *lines = config_toml.template().splitlines()
    table = tomllib.loads("\n".join(line.removeprefix("# ") for line in lines))
    assert list(table) == [*SECTIONS, "threshold"]
    assert len(table["threshold"]) == len(Config().thresholds)
    assert apply(Config(), Layer("mine.toml", table)) == Config()


def test_what_waits_for_trust_is_told() -> None:
    wish = Wish("/x/perfdash.toml", "notify.command", ("sh",), "0" * 64)
    shown = config_toml.render(Settings(Config(wishes=(wish,))))
    assert shown.startswith("# notify.command waits for your trust: perfdash trust shows it\n")
    trusted = Config(wishes=(replace(wish, trusted=True),))
    assert "waits" not in config_toml.render(Settings(trusted))


def test_own_prices_are_shown_with_where_they_were_set() -> None:
    price = OwnPrice("a model", 3.0, 15.0, 3.75, 6.0, 0.3, origin="mine.toml")
    text = config_toml.render(Settings(Config(prices=(price,))))
    assert "# mine.toml" in text
    shown = {"prices": tomllib.loads(text)["prices"]}
    assert apply(Config(), Layer("mine.toml", shown)).prices == (price,)


def test_what_a_terminal_would_not_show_is_escaped_and_means_the_same() -> None:
    price = OwnPrice("a\u202e\x7f\U000e0041b", 3.0, 15.0, 3.75, 6.0, 0.3)
    text = config_toml.render(Settings(Config(prices=(price,))))
    assert r'"a\U0000202e\U0000007f\U000e0041b"' in text
    assert list(tomllib.loads(text)["prices"]) == [price.model]

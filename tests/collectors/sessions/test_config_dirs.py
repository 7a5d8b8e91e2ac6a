from __future__ import annotations

from pathlib import Path

from collectors.sessions.config_dirs import config_dirs

HOME = {"HOME": "/home/ann"}


def test_without_a_word_there_are_two() -> None:
    assert config_dirs(HOME) == (Path("/home/ann/.claude"), Path("/home/ann/.config/claude"))


def test_the_users_config_folder_may_lie_elsewhere() -> None:
    environment = HOME | {"XDG_CONFIG_HOME": "/etc/ann"}
    assert config_dirs(environment)[1] == Path("/etc/ann/claude")


def test_the_variable_names_several_in_place_of_these() -> None:
    environment = HOME | {"CLAUDE_CONFIG_DIR": "~/one, /srv/two,,"}
    assert config_dirs(environment) == (Path("/home/ann/one"), Path("/srv/two"))


def test_the_folder_of_projects_may_be_named_itself() -> None:
    environment = {"CLAUDE_CONFIG_DIR": "/srv/two/projects"}
    assert config_dirs(environment) == (Path("/srv/two"),)


def test_a_folder_that_is_merely_called_projects_is_taken_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "projects/projects").mkdir(parents=True)
    environment = {"CLAUDE_CONFIG_DIR": str(tmp_path / "projects")}
    assert config_dirs(environment) == (tmp_path / "projects",)


def test_those_of_the_configuration_come_first_and_none_comes_twice(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to("real")
    environment = {"CLAUDE_CONFIG_DIR": f"{tmp_path / 'real'},{tmp_path / 'other'}"}
    named = (str(tmp_path / "link"),)
    assert len(config_dirs(environment, named)) == 2
    assert config_dirs(environment, ("/mine",))[0] == Path("/mine")


def test_what_no_path_can_be_is_left_out() -> None:
    assert config_dirs({"CLAUDE_CONFIG_DIR": "/a"}, ("b\0c", "")) == (Path("/a"),)

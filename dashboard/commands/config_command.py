"""The `perfdash config` commands."""

from __future__ import annotations

from pathlib import Path

import click

from collectors import config_file
from collectors.errors import PerfdashError
from collectors.user_folders import settings_file
from dashboard.arguments import root_argument


@click.group()
def config() -> None:
    """Show, locate or begin a configuration."""


@config.command("show")
@root_argument
def show_config(root: Path) -> None:
    """Print the configuration in force, and where each set key was set."""
    from dashboard.export import config_toml

    click.echo(config_toml.render(config_file.settings(root)), nl=False)


@config.command("path")
def config_path() -> None:
    """Print where the user's own configuration lies."""
    click.echo(settings_file())


@config.command("init")
def init_config() -> None:
    """Write a configuration, with every default commented out.

    One that is there is never replaced.
    """
    from dashboard.export import config_toml, file

    path = settings_file()
    if path.exists():
        raise PerfdashError(f"{path} is there already; `perfdash config show` prints it")
    _make_folder(path.parent)
    file.write(path, config_toml.template().encode())
    click.echo(f"wrote {path}", err=True)


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise PerfdashError(
            f"cannot make {folder}: {error.strerror}; set XDG_CONFIG_HOME to a folder of yours"
        ) from error

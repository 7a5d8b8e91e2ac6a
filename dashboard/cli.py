"""The commands; Textual is imported only when a screen is wanted."""

from __future__ import annotations

import gc
import signal
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from difflib import get_close_matches
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click
from click.shell_completion import CompletionItem

from collectors import __version__, config_file
from collectors.config import Config
from collectors.errors import PerfdashError
from dashboard.arguments import FOLDER, TEXT, may_colour, page_width
from dashboard.commands.baseline_commands import baseline
from dashboard.commands.check_command import check
from dashboard.commands.metrics_command import metrics
from dashboard.commands.prices_command import prices
from dashboard.commands.sessions_command import sessions
from dashboard.commands.trust_command import trust
from dashboard.ending import ended, of_screen
from dashboard.safe_text import safe_text

if TYPE_CHECKING:
    from collectors.framework.module import Framework
    from collectors.loading.runs import Skipped
    from collectors.loading.timing import LoadTiming
    from collectors.model import Run

_GROUP_OPTIONS = ("-h", "--help", "-V", "--version")

Command = TypeVar("Command", bound=Callable[..., object])


def main() -> None:
    """Run the command line to its end."""
    sys.exit(ended(partial(cli.main, prog_name="perfdash", standalone_mode=False)))


def root_argument(command: Command) -> Command:
    """Add the folder a command works on, the current one by default."""
    return click.argument("root", default=".", type=FOLDER, metavar="[PATH]")(command)


class Commands(click.Group):
    """What does not begin with a command is for the dashboard: `perfdash PATH`."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Name the dashboard where no command is named."""
        first = args[0] if args else ""
        if first not in {*self.commands, *_GROUP_OPTIONS} and not ctx.resilient_parsing:
            if first and not first.startswith("-") and not Path(first).exists():
                ctx.fail(f"there is no folder or command {first!r}{_nearest(first, self.commands)}")
            args = ["dashboard", *args]
        return super().parse_args(ctx, args)

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """Offer commands, and folders where none fits; bash wants folders named first."""
        folders = [] if incomplete.startswith("-") else [CompletionItem(incomplete, type="dir")]
        return [*folders, *super().shell_complete(ctx, incomplete)]


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, "-V", "--version")
def cli() -> None:
    """Measure a prompt framework for Claude Code while you develop it."""


@cli.command()
@root_argument
@click.option("--pid", type=click.IntRange(min=1), help="The dev session's process.")
@click.option("--refresh", type=float, help="Seconds between readings.")
@click.option("--collect/--no-collect", default=True, help="Measure, or only view what is stored.")
def dashboard(root: Path, pid: int | None, refresh: float | None, *, collect: bool) -> int:
    """Open the dashboard on a framework; `perfdash PATH` is short for it."""
    from dashboard.launch import launch

    config = _config(root)
    if pid is not None:
        config = _with_flag(config, "--pid", "session_pid", pid)
    if refresh is not None:
        config = _with_flag(config, "--refresh", "refresh_seconds", refresh)
    return of_screen(launch(root, config, collect=collect))


@cli.command()
@root_argument
@click.option("--json/--no-json", "as_json", help="Print perfdash.scan/1 instead of a report.")
def scan(root: Path, *, as_json: bool) -> None:
    """Print what a framework is made of and what it costs in tokens."""
    from dashboard.commands import scanning
    from dashboard.export import scan_json

    config = _config(root)
    with _searching_no_garbage():
        framework = scanning.scan(root, config)
        if as_json:
            click.echo(scan_json.render(framework))
        else:
            _report(framework, config)


@cli.command()
@click.argument("targets", nargs=-1, type=TEXT, metavar="[TARGET]...")
@click.option("--root", default=".", type=FOLDER, help="The framework's folder.")
@click.option("--rounds", default=20, show_default=True, type=click.IntRange(1, 1_000))
@click.option("--json/--no-json", "as_json", help="Print perfdash.load/1 instead of a table.")
def load(targets: tuple[str, ...], root: Path, rounds: int, *, as_json: bool) -> None:
    """Time loads of commands or modules, named by path, name or glob; all commands by default."""
    from dashboard.commands import scanning
    from dashboard.export import load_json, load_text

    count, loads = scanning.load(root, _config(root), targets, rounds=rounds)
    timings = list(_timed(loads, count))
    if not timings:
        raise PerfdashError("nothing could be loaded")
    render = load_json.render if as_json else partial(load_text.render, width=page_width())
    click.echo(render(timings))


@cli.command()
@root_argument
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="A file.")
@click.option("--collect/--no-collect", default=True, help="Measure first when nobody does.")
def snapshot(root: Path, output: Path | None, *, collect: bool) -> None:
    """Print or write what is known now, as perfdash.snapshot/1 JSON."""
    from dashboard.commands import headless
    from dashboard.export import file, snapshot_json

    reading = headless.take_reading(root, _config(root), collect=collect)
    rendered = snapshot_json.render(reading, __version__)
    if output is None:
        click.echo(rendered)
    else:
        file.write(output, rendered)
        click.echo(f"wrote {output}", err=True)


@cli.command()
@root_argument
@click.option("--once/--no-once", help="Measure one round and stop.")
@click.option("--otlp/--no-otlp", default=None, help="Listen for Claude Code's telemetry.")
def collect(root: Path, *, once: bool, otlp: bool | None) -> None:
    """Measure without a screen, until interrupted."""
    from dashboard.commands import headless
    from dashboard.commands.interruption import Interruption

    config = _config(root)
    if otlp is not None:
        config = replace(config, sessions=replace(config.sessions, otlp=otlp))
    if once:
        for run in headless.collect_once(root, config):
            _tell(run)
        return
    stopped = Interruption()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, stopped.tell)
    click.echo(f"recording {safe_text(str(root))}; interrupt to stop", err=True)
    headless.collect(root, config, stopped=stopped, on_run=_tell)


@cli.group()
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
    click.echo(config_file.user_file())


@config.command("init")
def init_config() -> None:
    """Write a configuration with every default commented out; never replace one."""
    from dashboard.export import config_toml, file

    path = config_file.user_file()
    if path.exists():
        raise PerfdashError(f"{path} is there already; `perfdash config show` prints it")
    _make_folder(path.parent)
    file.write(path, config_toml.template().encode())
    click.echo(f"wrote {path}", err=True)


cli.add_command(baseline)
cli.add_command(check)
cli.add_command(metrics)
cli.add_command(prices)
cli.add_command(sessions)
cli.add_command(trust)


@cli.command()
@root_argument
def doctor(root: Path) -> None:
    """Print versions, places, limits, and what is degraded."""
    from dashboard.commands.doctor import examine

    for line in examine(root):
        click.echo(line)


@cli.command()
def demo() -> int:
    """Open the dashboard on a bundled framework that edits itself."""
    from dashboard import launch

    config = Config()
    with launch.demo_ground() as root:
        if launch.on_a_terminal():
            return of_screen(launch.launch_demo(root, config))
        from dashboard.commands import scanning

        click.echo("there is no terminal here: a report in place of the dashboard", err=True)
        _report(scanning.scan(root, config), config)
        return 0


@contextmanager
def _searching_no_garbage() -> Iterator[None]:
    """Spare a short life the search for cycles: what a scan makes has none.

    The last search, at the exit, would go through all that was imported; it is frozen instead.
    Nothing is lost by that: the store is closed, and the interpreter flushes its streams.
    """
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()


def _report(framework: Framework, config: Config) -> None:
    from dashboard.export import scan_text

    click.echo(scan_text.render(framework, config, width=page_width(), colour=may_colour()))


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise PerfdashError(
            f"cannot make {folder}: {error.strerror}; set XDG_CONFIG_HOME to a folder of yours"
        ) from error


def _nearest(word: str, known: Iterable[str]) -> str:
    near = get_close_matches(word, known, n=1)
    return f"; did you mean {near[0]!r}?" if near else ""


def _config(root: Path) -> Config:
    return config_file.settings(root).config


def _with_flag(config: Config, flag: str, key: str, value: float) -> Config:
    """A configuration with a flag's value, which is checked as the files' values are."""
    return config_file.apply(config, config_file.Layer(flag, {"dashboard": {key: value}}))


def _timed(loads: Iterable[LoadTiming | Skipped], count: int) -> Iterator[LoadTiming]:
    """Show on stderr how far it is, once it takes longer than a second; say what was skipped."""
    from collectors.loading.timing import LoadTiming

    began = time.monotonic()
    with click.progressbar(length=count, label="loading", file=sys.stderr, hidden=True) as bar:
        for loaded in loads:
            bar.hidden = time.monotonic() - began < 1 or not sys.stderr.isatty()
            bar.update(1)
            if isinstance(loaded, LoadTiming):
                yield loaded
            else:
                click.echo(f"skipped {safe_text(f'{loaded.path}: {loaded.reason}')}", err=True)


def _tell(run: Run) -> None:
    """Narrate what went wrong in a run."""
    for failure in run.failures:
        click.echo(f"{failure.collector}: {safe_text(failure.error)}", err=True)

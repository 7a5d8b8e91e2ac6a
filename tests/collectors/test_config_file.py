from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

import pytest

from collectors.config import Config
from collectors.config_file import settings
from collectors.errors import ConfigError
from collectors.threshold import Threshold
from collectors.user_folders import settings_file


@pytest.fixture(autouse=True)
def no_file_of_the_user(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "home"))


LIMIT = "[[threshold]]\nmetric = 'cpu_ratio'\n"
PRICE = "output = 15\ncache_write_5m = 3.75\ncache_write_1h = 6\ncache_read = 0.3\n"


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


def test_without_files_the_defaults_hold(tmp_path: Path) -> None:
    assert settings(tmp_path, {}).config == Config()


def test_the_roots_file_beats_the_users_file(tmp_path: Path) -> None:
    write(settings_file(), "[dashboard]\nrefresh_seconds = 3\nwindow_seconds = 600\n")
    write(tmp_path / "perfdash.toml", "[dashboard]\nrefresh_seconds = 2\n")
    dashboard = settings(tmp_path, {}).config.dashboard
    assert (dashboard.refresh_seconds, dashboard.window_seconds) == (2.0, 600)


def test_the_environment_beats_every_file(tmp_path: Path) -> None:
    write(tmp_path / "perfdash.toml", "[dashboard]\nrefresh_seconds = 2\n")
    found = settings(tmp_path, {"PERFDASH_DASHBOARD_REFRESH_SECONDS": "7"})
    assert found.config.dashboard.refresh_seconds == 7.0
    assert found.origins == (("dashboard.refresh_seconds", "environment"),)


def test_a_link_that_leads_nowhere_is_no_missing_file(tmp_path: Path) -> None:
    settings_file().parent.mkdir(parents=True)
    settings_file().symlink_to(tmp_path / "gone.toml")
    with pytest.raises(ConfigError, match="a link that leads nowhere"):
        settings(tmp_path, {})


def test_pyproject_is_read_when_there_is_no_perfdash_toml(tmp_path: Path) -> None:
    write(tmp_path / "pyproject.toml", "[tool.perfdash.load]\nrounds = 9\n")
    assert settings(tmp_path, {}).config.load.rounds == 9


def test_a_pyproject_without_our_table_says_nothing(tmp_path: Path) -> None:
    write(tmp_path / "pyproject.toml", "[project]\nname = 'other'\n")
    assert settings(tmp_path, {}).config == Config()


def test_a_table_of_ours_in_pyproject_is_a_table(tmp_path: Path) -> None:
    write(tmp_path / "pyproject.toml", "[tool]\nperfdash = 3\n")
    with pytest.raises(ConfigError, match=r"pyproject\.toml: tool\.perfdash must be a table"):
        settings(tmp_path, {})


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[dashbord]\n", "did you mean dashboard?"),
        ("[dashboard]\nrefresh = 2\n", "did you mean dashboard.refresh_seconds?"),
        ("[dashboard]\nrefresh_seconds = 'fast'\n", "must be a number, not a string"),
        ("[dashboard]\nrefresh_seconds = 0\n", "must be at least 0.5"),
        ("[dashboard]\nrefresh_seconds = nan\n", "must be finite"),
        ("[notify]\nper_minute = 0\n", "must be at least 1"),
        ("[notify]\nper_minute = 600\n", "must be at most 60"),
        ("[notify]\nseverity = 'warn'\n", "did you mean warning?"),
        ("[context]\nclaude_family = 'gpt'\n", "'gpt'; known are claude-legacy, claude-new"),
        ("[load]\nrounds = true\n", "must be a whole number, not true or false"),
        ("[dashboard]\nrefresh_seconds = 2026-01-01\n", "must be a number, not a date or time"),
        ("[notify]\ncommand = ['a', 1]\n", "must be a list of strings: 1 is a whole number"),
        ("load = 3\n", r"write \[load\]"),
        ("[framework]\nexclude = 'docs'\n", "must be a list of strings"),
        ("[framework.kinds]\ncomand = []\n", "did you mean command?"),
        ("[budget]\nstartup = -1\n", "must be at least 0"),
        ("[budget]\nkinds = []\n", "budget.kinds must be a table"),
        ("[budget]\nkinds = {comand = 3}\n", "did you mean command?"),
        (
            "[budget]\nkinds = {command = '3'}\n",
            "kinds.command must be a whole number, not a string",
        ),
        (
            "[budget]\naccepted = {startup_tokens = -3}\n",
            "startup_tokens must be at least 0, not -3",
        ),
        ("[[threshold]]\nlimit = 3\n", "metric is missing"),
        ("[[threshold]]\nmetric = 'load_second'\nlimit = 3\n", "did you mean load_seconds?"),
        ("[[threshold]]\nmetric = []\nlimit = 3\n", "metric must be a string, not a list"),
        ("[[threshold]]\nmetric = 'load_peak_bytes'\nlimit = 3\n", "by comparisons alone"),
        (f"{LIMIT}limit = 3\nseverity = 'warn'\n", "did you mean warning?"),
        (f"{LIMIT}limit = 3\nfor_samples = -1\n", "threshold.for_samples must be at least 0"),
        ("[threshold]\nmetric = 'cpu_ratio'\nlimit = 'x'\n", "threshold.limit must be a number"),
        (f"{LIMIT}limit = 3\nclear = 4\n", "threshold.clear must be at most the limit of 3, not 4"),
        (f"{LIMIT}limit = 3\nbelow = true\nclear = 2\n", "clear must be at least the limit of 3"),
        (
            f"{LIMIT}limit = 3\n{LIMIT}name = 'b'\n",
            'perfdash.toml: threshold "b": limit is missing',
        ),
        (f"{LIMIT}limit = 'x'\nname = 'b'\n", 'threshold "b".limit must be a number'),
        (f"{LIMIT}limit = 3\nlabels.cores = '0'\n", "did you mean core?"),
        (f"{LIMIT}limit = 3\nlabels.core = []\n", "labels.core must be a string"),
        ("[[threshold]]\nmetric = 'framework_tokens'\nlimit = 3\nlabels.a = 'b'\n", "no labels"),
        ("[prices]\na = 3\n", r"must be a table of a model: write \[prices"),
        ("prices = 3\n", "prices must be tables"),
        ("[prices.a]\ninput = 3\n", "output, cache_write_5m, cache_write_1h, cache_read missing"),
        ("[prices.a]\ncache_reads = 3\n", "did you mean cache_read?"),
        ("[prices.a]\norigin = 'x'\n", "unknown 'origin'"),
        ("[prices.' ']\n", "must be a table of a model"),
        ("[price.a]\n", "did you mean prices?"),
        (f"[prices.a]\n{PRICE}input = -1\n", 'prices."a".input must be at least 0'),
        (f"[prices.a]\n{PRICE}input = '3'\n", 'prices."a".input must be a number, not a string'),
        (f"[prices.a]\n{PRICE}input = inf\n", "must be finite"),
        ("not toml", "cannot be read as TOML"),
    ],
)
def test_what_cannot_be_taken_is_refused_with_a_hint(tmp_path: Path, text: str, said: str) -> None:
    write(tmp_path / "perfdash.toml", text)
    with pytest.raises(ConfigError, match=said):
        settings(tmp_path, {})


def numbers() -> Iterator[tuple[str, str]]:
    """What leads to every number that may be set, and its key."""
    parts = {f"[{it.name}]\n": getattr(Config(), it.name) for it in fields(Config)}
    parts[f"{LIMIT}limit = 1\n"] = Threshold("cpu_ratio", 0.0, "warning", clear=0.0)
    for head, part in parts.items():
        for field in () if isinstance(part, tuple) else fields(part):
            if type(getattr(part, field.name)) in {int, float}:
                yield LIMIT if field.name == "limit" else head, field.name


@pytest.mark.parametrize(("head", "key"), [*numbers()], ids=lambda it: it.split()[-1])
@pytest.mark.parametrize("value", ["1e300", "9" * 30, "0x" + "f" * 9_000, "inf"])
def test_no_number_may_be_boundless(tmp_path: Path, head: str, key: str, value: str) -> None:
    write(tmp_path / "perfdash.toml", f"{head}{key} = {value}\n")
    with pytest.raises(ConfigError, match=key):
        settings(tmp_path, {})


def test_a_number_with_more_digits_than_python_reads_is_refused(tmp_path: Path) -> None:
    write(tmp_path / "perfdash.toml", f"[load]\nrounds = {'9' * 5_000}\n")
    with pytest.raises(ConfigError, match="cannot be read as TOML"):
        settings(tmp_path, {})


@pytest.mark.parametrize(
    "widened", ["[framework]\nallowed_roots = ['/']\n", "[sessions]\nconfig_dirs = ['/']\n"]
)
@pytest.mark.parametrize("beside", ["", "[notify]\nbell = true\n"])
def test_a_repository_cannot_widen_what_is_read(tmp_path: Path, widened: str, beside: str) -> None:
    write(tmp_path / "perfdash.toml", widened + beside)
    with pytest.raises(ConfigError, match="may only be set in"):
        settings(tmp_path, {})


def test_the_user_may_widen_what_is_read(tmp_path: Path) -> None:
    write(settings_file(), "[framework]\nallowed_roots = ['/srv/prompts']\n")
    assert settings(tmp_path, {}).config.framework.allowed_roots == ("/srv/prompts",)


def test_a_webhook_of_the_user_is_an_address(tmp_path: Path) -> None:
    write(settings_file(), "[notify]\nwebhook = 'http://far.example/'\n")
    with pytest.raises(ConfigError, match=r"config\.toml: notify\.webhook must begin with https"):
        settings(tmp_path, {})


def test_globs_of_kinds_keep_their_order(tmp_path: Path) -> None:
    write(tmp_path / "perfdash.toml", "[framework.kinds]\ncommand = ['b/*.md', 'a/*.md']\n")
    assert settings(tmp_path, {}).config.framework.kinds == (("command", ("b/*.md", "a/*.md")),)


def test_budgets_are_set_by_kind_and_accepted_by_figure(tmp_path: Path) -> None:
    write(
        tmp_path / "perfdash.toml",
        "[budget]\ntotal = 9\nkinds = {agent = 3}\naccepted = {'full_tokens a.md' = 5}\n",
    )
    budget = settings(tmp_path, {}).config.budget
    assert (budget.total, budget.kinds) == (9, (("agent", 3),))
    assert budget.accepted == (("full_tokens a.md", 5),)


@pytest.mark.parametrize("name", ["perfdash.toml", "pyproject.toml"])
def test_a_link_that_leaves_the_root_is_never_read(tmp_path: Path, name: str) -> None:
    root = tmp_path / "repository"
    root.mkdir()
    write(tmp_path / "secret", "root:x:0:0")
    (root / name).symlink_to("../secret")
    with pytest.raises(ConfigError, match="leaves") as refused:
        settings(root, {})
    assert "root:x" not in str(refused.value)


def test_a_link_within_the_root_is_followed(tmp_path: Path) -> None:
    write(tmp_path / "settings.toml", "[load]\nrounds = 7\n")
    (tmp_path / "perfdash.toml").symlink_to("settings.toml")
    assert settings(tmp_path, {}).config.load.rounds == 7


def test_a_pipe_in_place_of_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "perfdash.toml").mkdir()
    with pytest.raises(ConfigError, match="not a regular file"):
        settings(tmp_path, {})


def test_a_file_of_more_than_a_mebibyte_is_no_configuration(tmp_path: Path) -> None:
    write(tmp_path / "perfdash.toml", "#" * 1024 * 1024)
    assert settings(tmp_path, {}).config == Config()
    write(tmp_path / "perfdash.toml", "#" * (1024 * 1024 + 1))
    with pytest.raises(ConfigError, match="not a regular file of at most 1 MiB"):
        settings(tmp_path, {})


def test_a_file_that_may_not_be_read_is_told_without_numbers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: Path) -> bytes:
        raise PermissionError(13, "Permission denied", str(path))

    write(tmp_path / "perfdash.toml", "")
    monkeypatch.setattr(Path, "read_bytes", refuse)
    with pytest.raises(ConfigError, match=r"perfdash\.toml: cannot be read: Permission denied; "):
        settings(tmp_path, {})


def test_a_folder_that_cannot_be_looked_at_holds_no_configuration(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / ("x" * 300)))
    assert settings(tmp_path, {}).config == Config()

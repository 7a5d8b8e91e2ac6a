"""What a command does not need, it does not load."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest
from importlinter.cli import lint_imports

from dashboard import demo
from tests.homes import folders

ROOT = Path(__file__).parent.parent
SOURCES = ("collectors", "dashboard")
SQLITE = {"sqlite3", "pysqlite3", "pysqlite3.dbapi2", "sqlite_utils.utils"}
"""Where one copy of the library or the other may come from."""

LATER = {
    "collectors.model",
    "collectors.session",
    "dashboard.analysis.verdict",
    "dashboard.panels.latency",
    "dashboard.reading",
    "dashboard.snapshot",
    "dashboard.top_line",
    "plotext",
    "sqlite3",
    "tomllib",
}
"""What is imported once the first frame is painted: it takes longer than that."""

PROBE = """
import sys
from functools import cache
from pathlib import Path
from dashboard.cli import main
loaded, *words = sys.argv[1:]
sys.argv = ["perfdash", *words]
try:
    main()
except SystemExit as left:
    assert not left.code, left.code
Path(loaded).write_text("\\n".join(sys.modules), "utf-8")
"""

HEADLESS = (
    ("scan", "."),
    ("scan", ".", "--json"),
    ("load", "--rounds", "1"),
    ("snapshot", "."),
    ("snapshot", ".", "--no-collect"),
    ("collect", ".", "--once"),
    ("check", ".", "--no-timing"),
    ("check", ".", "--against", "none", "--format", "json"),
    ("config", "show", "."),
    ("prices", "."),
    ("doctor", "."),
    ("demo",),
)


@pytest.fixture(scope="module")
def harbor(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The bundled framework, scanned once."""
    root = demo.lay_out(tmp_path_factory.mktemp("imports"))
    loaded(root, "collect", "--once")
    return root


@pytest.fixture(scope="module")
def unscanned(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The bundled framework, which only the tests that name it scan."""
    return demo.lay_out(tmp_path_factory.mktemp("unscanned"))


@cache
def loaded(root: Path, *words: str) -> frozenset[str]:
    """The modules that a process has loaded when a command in a root ended for the first time."""
    names = root.parent / "modules.txt"
    subprocess.run(
        [sys.executable, "-c", PROBE, str(names), *words],
        cwd=root,
        env={**os.environ, **folders(root.parent)},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        check=True,
        timeout=60,
    )
    return frozenset(names.read_text("utf-8").split("\n"))


@pytest.mark.parametrize("words", HEADLESS, ids=" ".join)
def test_a_command_without_a_screen_loads_nothing_that_draws(
    harbor: Path, words: tuple[str, ...]
) -> None:
    assert loaded(harbor, *words).isdisjoint({"textual", "rich.console", "plotext"})


@pytest.mark.parametrize("words", [("prices", "."), ("snapshot", "."), ("demo",)], ids=" ".join)
def test_prices_need_nothing_that_they_were_made_with(harbor: Path, words: tuple[str, ...]) -> None:
    assert loaded(harbor, *words).isdisjoint({"genai_prices", "pydantic", "httpx2"})


def test_the_running_dashboard_needs_neither() -> None:
    script = "import sys, dashboard.app, dashboard.launch; from collectors.prices import place; "
    told = "place.table(); print(*{'genai_prices', 'pydantic'} & {*sys.modules})"
    ran = subprocess.run([sys.executable, "-c", script + told], capture_output=True, check=True)
    assert ran.stdout.strip() == b""


def test_a_dashboard_that_tells_nobody_loads_nothing_to_tell_with() -> None:
    script = "import sys, dashboard.app, dashboard.commands.headless; print(*sys.modules)"
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True, text=True)
    assert {"http.client", "email", "importlib.metadata"}.isdisjoint(ran.stdout.split())


def test_the_first_frame_waits_for_nothing_that_stores_or_judges() -> None:
    script = "import sys, dashboard.commands.dashboard_command, dashboard.launch, dashboard.app; "
    told = "print(*sys.modules)"
    ran = subprocess.run(
        [sys.executable, "-c", script + told], capture_output=True, check=True, text=True
    )
    assert LATER.isdisjoint(ran.stdout.split())


def test_a_scan_loads_nothing_of_sessions_and_baselines(unscanned: Path) -> None:
    first, second = loaded(unscanned, "scan"), loaded(unscanned, "scan", "--json")
    assert (first | second).isdisjoint(
        {"collectors.session", "collectors.baseline", "collectors.decision", "collectors.shown"}
    )


def test_a_scan_and_a_snapshot_need_no_more_of_sqlite_than_python_has(unscanned: Path) -> None:
    for words in (("scan",), ("scan", "--json"), ("snapshot", "--no-collect")):
        assert "sqlite_utils" not in loaded(unscanned, *words)


def test_a_second_scan_builds_no_tokenizer(harbor: Path) -> None:
    assert "tiktoken" not in loaded(harbor, "scan", ".", "--json")


def test_help_loads_nothing_that_measures_or_stores(harbor: Path) -> None:
    names = loaded(harbor, "--help")
    assert names.isdisjoint({"textual", "psutil", "sqlite_utils", "tiktoken", "watchdog", "yaml"})


def test_one_module_decides_which_sqlite_there_is() -> None:
    files = (file for folder in SOURCES for file in (ROOT / folder).rglob("*.py"))
    choosing = [file.name for file in files if imported(file) & SQLITE]
    assert choosing == ["connection.py"]


def imported(file: Path) -> set[str]:
    """The modules that a file names in its imports."""
    nodes = [*ast.walk(ast.parse(file.read_bytes()))]
    plain = {it.name for node in nodes if isinstance(node, ast.Import) for it in node.names}
    return plain | {node.module or "" for node in nodes if isinstance(node, ast.ImportFrom)}


def test_the_walls_between_packages_stand(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    assert lint_imports(no_cache=True) == 0

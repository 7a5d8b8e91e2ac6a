"""What is told of the ground perfdash stands on."""

from __future__ import annotations

import os
from importlib.metadata import version
from pathlib import Path, PosixPath

import pytest

from collectors.config import Config
from collectors.model import Run, Status, Trigger
from collectors.prices import place as prices
from collectors.store import Store
from collectors.store.location import location
from dashboard.commands import doctor, headless


class Forbidden(PosixPath):
    """A path that the system lets nobody look at."""

    def stat(self, *, follow_symlinks: bool = True) -> os.stat_result:
        """Refuse."""
        raise PermissionError(follow_symlinks)


def told(root: Path) -> str:
    """All lines."""
    return "\n".join(doctor.examine(root))


def test_versions_and_places_are_told(harbor: Path) -> None:
    said = told(harbor)
    for name in ("textual", "watchdog", "psutil"):
        assert f"{name} {version(name)}" in said
    for place in (harbor, location(harbor), harbor.parent / "config/perfdash/config.toml"):
        assert str(place) in said


def test_nothing_is_written_by_looking(harbor: Path) -> None:
    before = sorted(harbor.parent.rglob("*"))
    assert "no store yet" in told(harbor)
    assert sorted(harbor.parent.rglob("*")) == before


def test_a_folder_without_a_framework_can_be_examined(home: Path) -> None:
    assert "nobody records here now" in told(home)


def test_who_records_is_told(harbor: Path) -> None:
    headless.collect_once(harbor, Config())
    with Store.open(harbor, writable=True):
        assert "recorder   process " in told(harbor)
    assert "recorder   nobody records here now" in told(harbor)


def test_where_a_setting_comes_from_is_told(harbor: Path) -> None:
    (harbor / "perfdash.toml").write_text("[load]\nrounds = 7\n")
    assert f"load.rounds set by {harbor}/perfdash.toml" in told(harbor)


def test_settings_that_may_not_be_looked_at_are_told(
    harbor: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(doctor, "settings_file", lambda: Forbidden("/root/config.toml"))
    assert "! settings   /root/config.toml may not be looked at" in told(harbor)


def test_a_wrong_configuration_is_told_and_ends_no_examination(harbor: Path) -> None:
    (harbor / "perfdash.toml").write_text("[load]\nround = 7\n")
    said = told(harbor)
    assert f"! settings   no command runs with these: {harbor}/perfdash.toml: unknown" in said
    assert "\n  store " in said


def test_what_is_degraded_begins_with_a_sign(harbor: Path) -> None:
    degraded = Status("watch", degraded=True, detail="degraded: polling, because \x1b[2J")
    with Store.open(harbor, writable=True) as store:
        store.add(Run(1, Trigger.START), [degraded])
    (line,) = (line for line in doctor.examine(harbor) if line.startswith("! watch"))
    assert "degraded: polling" in line
    assert "\x1b" not in line


def test_an_old_word_that_all_is_well_is_not_repeated(harbor: Path) -> None:
    headless.collect_once(harbor, Config())
    assert "recording to" not in told(harbor)


def test_a_full_disk_is_told(harbor: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "_LEAST_FREE_BYTES", 1 << 62)
    assert "free on its disk" in told(harbor)


def test_a_damaged_store_is_told_and_left_alone(harbor: Path) -> None:
    headless.collect_once(harbor, Config())
    store = location(harbor)
    content = store.read_bytes()
    damaged = content[:4096] + b"\xff" * 4096 + content[8192:]
    store.write_bytes(damaged)
    assert "\n! store" in told(harbor)
    assert store.read_bytes() == damaged


def test_a_store_that_is_no_database_ends_no_examination(harbor: Path) -> None:
    headless.collect_once(harbor, Config())
    store = location(harbor)
    store.write_bytes(store.read_bytes()[:4096] + b"\xa5" * (store.stat().st_size - 4096))
    assert "\n! store      the store is damaged" in told(harbor)
    assert "inotify" in told(harbor)


def test_a_place_where_no_store_can_be_made_is_told(
    harbor: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(harbor / "CLAUDE.md"))
    assert f"! store      {harbor}/CLAUDE.md cannot be written" in told(harbor)


def test_a_machine_without_inotify_is_told_to_be_polled(
    harbor: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(doctor, "_LIMITS", harbor / "nowhere")
    assert "! inotify    max_user_watches unknown: no inotify here, perfdash polls" in told(harbor)


@pytest.mark.parametrize(("number", "faulty"), [("3.40.1", True), ("3.51.3", False)])
def test_known_faults_of_sqlite_are_told(
    harbor: Path, monkeypatch: pytest.MonkeyPatch, number: str, *, faulty: bool
) -> None:
    monkeypatch.setattr(doctor, "sqlite_version", lambda: number)
    assert ("WAL-reset bug" in told(harbor)) is faulty


def test_where_prices_come_from_is_told(harbor: Path) -> None:
    source = prices.shipped().prices[0].source
    assert f"prices     {source}" in told(harbor)
    prices.user_file().parent.mkdir(parents=True, exist_ok=True)
    prices.user_file().write_text("{}")
    assert f"! prices     {prices.user_file()}: not the prices" in told(harbor)


def test_a_state_folder_that_cannot_be_looked_at_is_told(
    harbor: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(harbor / ("x" * 300)))
    said = told(harbor)
    assert f"store      {harbor}/xxx" in said
    assert "nobody records here now" in said

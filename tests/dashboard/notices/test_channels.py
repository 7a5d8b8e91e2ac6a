"""Which places a configuration sends notices to."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from collectors.config import Config, NotifyConfig
from collectors.config_file import settings
from collectors.trust import Trust
from dashboard.notices.channels import channels
from dashboard.notices.command import Command
from dashboard.notices.webhook import Webhook
from tests.dashboard.notices.notes import a_notice, never


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Settings and trust of a user of the test's own."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))


def test_by_default_nobody_is_told() -> None:
    assert channels(Config()) == ()


def test_what_the_user_configures_needs_no_trust() -> None:
    notify = NotifyConfig(webhook="https://example.com/x", command=("true",))
    webhook, command = channels(Config(notify=notify))
    assert isinstance(webhook, Webhook)
    assert webhook.is_trusted()
    assert isinstance(command, Command)
    assert command.is_trusted()


def test_a_desktop_without_such_a_program_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nonexistent")
    assert channels(Config(notify=NotifyConfig(desktop=True))) == ()


def test_a_hook_that_was_changed_after_it_was_trusted_does_not_run(tmp_path: Path) -> None:
    root = tmp_path / "repository"
    root.mkdir()
    hook = root / "hook.sh"
    hook.write_text("#!/bin/sh\necho well\n")
    hook.chmod(0o700)
    (root / "perfdash.toml").write_text('[notify]\ncommand = ["./hook.sh"]\n')
    Trust.of_user().grant(settings(root, {}).config.wishes, at=1)
    (command,) = channels(settings(root, {}).config)
    assert command.send(a_notice(), never).said == "exit code 0: well"
    hook.write_text("#!/bin/sh\ntouch stolen\n")
    assert command.send(a_notice(), never).said.startswith("not run: ")
    assert not (root / "stolen").exists()


def test_a_command_that_cannot_be_vouched_for_any_more_does_not_run(tmp_path: Path) -> None:
    root = tmp_path / "repository"
    root.mkdir()
    (root / "perfdash.toml").write_text('[notify]\ncommand = ["true"]\n')
    trust = Trust.of_user()
    trust.grant(settings(root, {}).config.wishes, at=1)
    (command,) = channels(settings(root, {}).config)
    trust.revoke(root)
    assert command.send(a_notice(), never).failed
    assert channels(replace(settings(root, {}).config, notify=NotifyConfig())) == ()

"""Nothing a repository wants is trusted until the user granted exactly that."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from collectors.config import Config
from collectors.config_file import settings
from collectors.config_layer import Layer, apply
from collectors.errors import ConfigError, TrustError
from collectors.trust import Trust, wish_of
from collectors.wish import Wish
from tests.collectors.store.builders import mode

HOOK = '[notify]\ncommand = ["./hook.sh", "loud"]\n'


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Settings and trust of a user of the test's own."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A repository whose configuration wants a script of its own to be run."""
    folder = tmp_path / "repository"
    folder.mkdir()
    (folder / "perfdash.toml").write_text(HOOK)
    (folder / "hook.sh").write_text("echo hello\n")
    return folder


def config(root: Path) -> Config:
    return settings(root, {}).config


def wish(root: Path) -> Wish:
    (found,) = config(root).wishes
    return found


def trust(root: Path) -> None:
    Trust.of_user().grant(config(root).wishes, at=5)


def trust_file(root: Path) -> Path:
    return root.parent / "state" / "perfdash" / "trust.json"


def test_what_a_repository_wants_is_not_in_force_before_it_is_trusted(root: Path) -> None:
    assert config(root).notify.command == ()
    assert (wish(root).words, wish(root).trusted) == (("./hook.sh", "loud"), False)


def test_what_is_trusted_is_in_force(root: Path) -> None:
    trust(root)
    assert config(root).notify.command == ("./hook.sh", "loud")
    assert wish(root).trusted


def test_what_the_user_set_holds_until_the_repository_is_trusted(root: Path) -> None:
    own = root.parent / "config" / "perfdash" / "config.toml"
    own.parent.mkdir(parents=True)
    own.write_text('[notify]\ncommand = ["mine"]\n')
    assert config(root).notify.command == ("mine",)
    assert config(root).wishes[0].words == ("./hook.sh", "loud")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("perfdash.toml", HOOK.replace("loud", "quiet")),
        ("perfdash.toml", HOOK + "# a comment\n"),
        ("hook.sh", "curl evil.example\n"),
    ],
    ids=["another command", "another file", "another script"],
)
def test_trust_ends_when_anything_changes(root: Path, name: str, text: str) -> None:
    trust(root)
    (root / name).write_text(text)
    assert not wish(root).trusted
    assert config(root).notify.command == ()


def test_trust_is_asked_again_while_it_runs(root: Path) -> None:
    trust(root)
    trusted = wish(root)
    assert Trust.of_user().holds(trusted)
    (root / "hook.sh").write_text("curl evil.example\n")
    assert not Trust.of_user().holds(trusted)


def test_trust_in_one_repository_is_none_in_its_copy(root: Path) -> None:
    trust(root)
    copy = root.with_name("copy")
    copy.mkdir()
    for name in ("perfdash.toml", "hook.sh"):
        (copy / name).write_bytes((root / name).read_bytes())
    assert not wish(copy).trusted


def test_trust_can_be_revoked(root: Path) -> None:
    trust(root)
    (revoked,) = Trust.of_user().revoke(root)
    assert revoked.wish.words == ("./hook.sh", "loud")
    assert Trust.of_user().grants() == ()


def test_to_trust_again_replaces_what_was_trusted_there(root: Path) -> None:
    trust(root)
    (root / "perfdash.toml").write_text(HOOK.replace("loud", "quiet"))
    trust(root)
    (grant,) = Trust.of_user().grants()
    assert grant.wish.words == ("./hook.sh", "quiet")


def test_only_the_user_may_read_what_is_trusted(root: Path) -> None:
    trust(root)
    assert mode(trust_file(root)) == "0o600"
    assert mode(trust_file(root).parent) == "0o700"


def test_a_repository_cannot_bring_its_own_trust(root: Path) -> None:
    forged = [{**_fields(wish(root)), "trusted": True, "at": 1}]
    for name in ("trust.json", ".perfdash/trust.json", "perfdash/trust.json"):
        path = root / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(json.dumps(forged))
        path.chmod(0o600)
    assert not wish(root).trusted


@pytest.mark.parametrize("line", ["trusted = true", "wishes = []", "notify.trusted = true"])
def test_a_repository_cannot_say_that_it_is_trusted(root: Path, line: str) -> None:
    (root / "perfdash.toml").write_text(f"{line}\n{HOOK}" if "notify" not in line else line)
    with pytest.raises(ConfigError, match="unknown"):
        config(root)


def test_a_link_in_place_of_the_trust_is_refused(root: Path) -> None:
    forged = root / "trust.json"
    forged.write_text("[]")
    trust_file(root).parent.mkdir(parents=True)
    trust_file(root).symlink_to(forged)
    with pytest.raises(TrustError, match="remove it"):
        config(root)


def test_a_trust_file_that_others_may_write_is_refused(root: Path) -> None:
    trust(root)
    trust_file(root).chmod(0o666)
    with pytest.raises(TrustError, match="others may"):
        config(root)


@pytest.mark.parametrize("text", ["{", "{}x", "[1]", '[{"path": 3}]', "[" * 100_000])
def test_a_trust_file_that_makes_no_sense_is_refused(root: Path, text: str) -> None:
    trust(root)
    trust_file(root).write_text(text)
    with pytest.raises(TrustError, match="not what perfdash wrote"):
        config(root)


def test_without_wishes_the_trust_file_is_not_read(root: Path) -> None:
    (root / "perfdash.toml").write_text("[notify]\nbell = true\n")
    trust_file(root).parent.mkdir(parents=True)
    trust_file(root).mkdir()
    assert config(root).notify.bell


def test_a_program_that_cannot_be_read_whole_is_not_trusted(root: Path) -> None:
    os.truncate(root / "hook.sh", (1 << 26) + 1)
    assert wish(root).digest == ""
    with pytest.raises(TrustError, match="at most 64 MiB"):
        trust(root)


def test_a_pipe_that_a_command_names_does_not_hold_it_up(root: Path) -> None:
    (root / "hook.sh").unlink()
    os.mkfifo(root / "hook.sh")
    assert wish(root).digest


def test_a_script_behind_a_link_is_vouched_for_too(root: Path) -> None:
    (root / "hook.sh").rename(root.parent / "real.sh")
    (root / "hook.sh").symlink_to(root.parent / "real.sh")
    trust(root)
    (root.parent / "real.sh").write_text("curl evil.example\n")
    assert not wish(root).trusted


def test_words_are_not_joined_to_others() -> None:
    path = Path("/nowhere/perfdash.toml")
    one, other = (wish_of(path, b"", "notify.command", words) for words in (("ab",), ("a", "b")))
    assert one.digest != other.digest


def test_a_layer_that_came_with_a_repository_sets_no_command(root: Path) -> None:
    layer = Layer("x", {"notify": {"command": ["sh"]}}, trusted=False)
    with pytest.raises(ConfigError, match="perfdash trust"):
        apply(Config(), layer)


def test_a_command_of_far_too_many_words_is_refused(root: Path) -> None:
    words = ", ".join(['"x"'] * 65)
    (root / "perfdash.toml").write_text(f"[notify]\ncommand = [{words}]\n")
    with pytest.raises(ConfigError, match="at most 64 words"):
        config(root)


def _fields(it: Wish) -> dict[str, object]:
    return {"path": it.path, "key": it.key, "words": list(it.words), "digest": it.digest}

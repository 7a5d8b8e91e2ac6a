"""What the baseline commands print."""

from __future__ import annotations

from pathlib import Path

from tests.collectors.framework.trees import plant
from tests.collectors.git.repositories import new_repository
from tests.dashboard.commands.outcome import Perfdash


def test_a_baseline_is_pinned_listed_shown_and_dropped(perfdash: Perfdash, harbor: Path) -> None:
    at = ("--root", harbor)
    pinned = perfdash("baseline", "pin", "before", *at)
    assert (pinned.code, pinned.out) == (0, "")
    assert pinned.err.startswith("pinned before: what lies on disk, 28 modules")
    listed = perfdash("baseline", "list", *at)
    assert listed.err == ""
    assert [row.split()[0] for row in listed.out.splitlines()] == ["name", "before"]
    shown = perfdash("baseline", "show", "before", *at)
    assert shown.out.startswith("before: files on disk, pinned ")
    assert "kind:command" in shown.out
    assert perfdash("baseline", "drop", "before", *at).err == "dropped before\n"


def test_a_revision_is_pinned_by_its_name(perfdash: Perfdash, harbor: Path) -> None:
    commit = new_repository(harbor).commit({})
    plant(harbor, {"CLAUDE.md": "Be brief."})
    told = perfdash("baseline", "pin", "--revision", "HEAD", "--root", harbor)
    assert told.err.startswith(f"pinned default: commit {commit[:12]}, 28 modules")
    assert f"commit {commit[:12]}" in perfdash("baseline", "list", "--root", harbor).out


def test_accepted_figures_are_shown_with_what_they_were(perfdash: Perfdash, harbor: Path) -> None:
    perfdash("baseline", "pin", "--root", harbor)
    with (harbor / "CLAUDE.md").open("a") as file:
        file.write("\nBe brief, be kind, and mind the harbor.\n")
    told = perfdash("baseline", "accept", "startup", "CLAUDE.md", "--root", harbor)
    assert told.err == "accepted 2 figures as those of default\n"
    rows = perfdash("baseline", "show", "--root", harbor).out.splitlines()
    accepted = [row.split()[0] for row in rows if "accepted, was " in row]
    assert accepted == ["startup", "CLAUDE.md"]


def test_without_a_baseline_the_list_is_empty_and_says_how_to_make_one(
    perfdash: Perfdash, harbor: Path
) -> None:
    told = perfdash("baseline", "list", "--root", harbor)
    assert (told.code, told.out) == (0, "")
    assert "perfdash baseline pin" in told.err


def test_what_cannot_be_done_is_one_line_on_stderr(perfdash: Perfdash, harbor: Path) -> None:
    for words in (
        ("show",),
        ("drop", "before"),
        ("pin", "-/-"),
        ("pin", "none"),
        ("pin", "--revision", "nowhere"),
    ):
        told = perfdash("baseline", *words, "--root", harbor)
        assert (told.code, told.out) == (2, "")
        assert told.err


def test_the_current_folder_is_the_root(perfdash: Perfdash, home: Path) -> None:
    told = perfdash("baseline", "pin")
    assert told.code == 2
    assert told.err.startswith(f"perfdash: {home}: no prompt framework here")

from __future__ import annotations

import pytest

from collectors.framework.globs import Globs


@pytest.mark.parametrize(
    ("glob", "path"),
    [
        ("drafts", "a/drafts"),
        ("*.draft.md", "a/b/x.draft.md"),
        ("docs/*.md", "docs/a.md"),
        ("./docs/*.md", "docs/a.md"),
        ("docs/**", "docs/a/b.md"),
        ("**/old/*.md", "a/b/old/c.md"),
        ("a/**/z.md", "a/z.md"),
        ("a/**/b/**/z.md", "a/b/c/b/d/z.md"),
    ],
)
def test_a_glob_means_a_path(glob: str, path: str) -> None:
    assert Globs.of([glob]).match(path)


@pytest.mark.parametrize(
    ("glob", "path"),
    [
        ("docs/*.md", "docs/a/b.md"),
        ("docs/*.md", "x/docs/a.md"),
        ("/drafts/*", "a/drafts/b"),
        ("a/**/z.md", "a/b/y.md"),
        ("Docs/*.md", "docs/a.md"),
    ],
)
def test_a_glob_does_not_mean_another_path(glob: str, path: str) -> None:
    assert not Globs.of([glob]).match(path)


def test_no_globs_mean_nothing() -> None:
    assert not Globs().match("a.md")


def test_a_glob_of_many_stars_is_answered() -> None:
    glob = "/".join(["**", "*a*a*a*a*a*b"] * 12)
    assert not Globs.of([glob]).match("/".join(["a" * 200] * 60))

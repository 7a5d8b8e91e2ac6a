"""A framework kept up to date save by save is what a scan of everything finds."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from collectors.errors import NoFrameworkError
from collectors.framework.assembly import Assembly
from collectors.framework.module import Framework
from collectors.site import Site
from tests.collectors.framework.trees import plant
from tests.collectors.sites import site_at

PROJECT = {
    "CLAUDE.md": "@docs/style.md",
    "docs/style.md": "Be brief.",
    ".claude/commands/plan.md": "<include>components/steps.md</include>",
    ".claude/components/steps.md": "One, two.",
    ".claude/agents/ann.md": "---\nname: reviewer\ndescription: reviews\n---\n",
    ".claude/rules/tests.md": "Test.",
}
TEXTS = (
    "",
    "Much more of it.",
    "@docs/style.md",
    "@docs/new.md",
    "<include>components/steps.md</include>",
    "---\nname: other\ndescription: something else\n---\nFirst words.",
    "---\npaths: '*.py'\n---\nFirst words.",
    "Words.\n<!-- aside -->\n",
)
saves = st.lists(
    st.tuples(st.sampled_from((*PROJECT, "docs/new.md")), st.sampled_from((*TEXTS, None))),
    min_size=1,
    max_size=6,
)


def assembled(site: Site) -> Assembly:
    return Assembly(site.root, site.config, site.tokenizer, remembered=Framework(), contents={})


def refreshed(assembly: Assembly, dirty: frozenset[str] = frozenset()) -> Framework | None:
    """The framework now; None when there is none."""
    steps = assembly.refresh(dirty)
    try:
        while True:
            next(steps)
    except StopIteration as end:
        framework = end.value
        assert isinstance(framework, Framework)
        return framework
    except NoFrameworkError:
        return None


def save(root: Path, path: str, text: str | None) -> frozenset[str]:
    if text is None:
        (root / path).unlink(missing_ok=True)
    else:
        plant(root, {path: text})
    return frozenset({path})


@settings(max_examples=80)
@given(saves)
def test_what_saves_make_of_a_framework_is_what_a_scan_finds(
    changes: list[tuple[str, str | None]],
) -> None:
    with TemporaryDirectory() as folder:
        site = site_at(plant(Path(folder), PROJECT))
        kept = assembled(site)
        refreshed(kept)
        for path, text in changes:
            dirty = save(site.root, path, text)
            assert refreshed(kept, dirty) == refreshed(assembled(site))


def test_a_save_leaves_the_modules_it_does_not_reach_as_they_were(tmp_path: Path) -> None:
    kept = assembled(site_at(plant(tmp_path, PROJECT)))
    before = refreshed(kept)
    after = refreshed(kept, save(tmp_path, ".claude/components/steps.md", "One, two, three."))
    assert before
    assert after
    pairs = zip(before.modules, after.modules, strict=True)
    assert [now.path for was, now in pairs if was is not now] == [
        ".claude/commands/plan.md",
        ".claude/components/steps.md",
    ]

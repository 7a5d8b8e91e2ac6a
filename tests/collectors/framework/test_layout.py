from __future__ import annotations

import pytest

from collectors.framework.layout import Layout, Role, lay_out
from collectors.framework.module import FrontMatter, Kind
from collectors.framework.plugin import Plugin
from collectors.framework.walk import Alias

UNNAMED = FrontMatter()


def layout(*paths: str, root_name: str = "repo", plugins: tuple[Plugin, ...] = ()) -> Layout:
    return lay_out(paths, root_name=root_name, plugins=plugins)


def roles(*paths: str, root_name: str = "repo", plugins: tuple[Plugin, ...] = ()) -> list[Role]:
    return list(layout(*paths, root_name=root_name, plugins=plugins).roles)


def role(path: str, *others: str, root_name: str = "repo") -> Role:
    return roles(path, *others, root_name=root_name)[0]


def plugin(folder: str, name: str) -> Plugin:
    inside = f"{folder}/" if folder else ""
    return Plugin(
        folder,
        name,
        commands=(f"{inside}commands",),
        agents=(f"{inside}agents",),
        skills=(f"{inside}skills",),
        output_styles=(f"{inside}output-styles",),
    )


@pytest.mark.parametrize(
    ("path", "kind", "name"),
    [
        (".claude/commands/plan.md", Kind.COMMAND, "/plan"),
        (".claude/commands/git/commit.md", Kind.COMMAND, "/git:commit"),
        (".claude/agents/reviewer.md", Kind.AGENT, "reviewer"),
        (".claude/skills/pdf/SKILL.md", Kind.SKILL, "/pdf"),
        (".claude/skills/pdf/references/a.md", Kind.SKILL_FILE, ""),
        (".claude/skills/pdf/scripts/run.py", Kind.SKILL_FILE, ""),
        (".claude/skills/README.md", Kind.OTHER, ""),
        (".claude/rules/python/style.md", Kind.RULE, ""),
        (".claude/output-styles/terse.md", Kind.OUTPUT_STYLE, "terse"),
        (".claude/components/a/b.md", Kind.COMPONENT, ""),
        (".claude/settings.json", Kind.SETTINGS, ""),
        (".claude/CLAUDE.md", Kind.MEMORY, ""),
        ("CLAUDE.md", Kind.MEMORY, ""),
        ("CLAUDE.local.md", Kind.MEMORY, ""),
        ("src/CLAUDE.md", Kind.MEMORY, ""),
        ("AGENTS.md", Kind.OTHER, ""),
        (".mcp.json", Kind.SETTINGS, ""),
        ("hooks/hooks.json", Kind.HOOK, ""),
        ("README.md", Kind.OTHER, ""),
    ],
)
def test_a_claude_code_project_is_known(path: str, kind: Kind, name: str) -> None:
    found = role(path, ".claude/skills/pdf/SKILL.md")
    assert (found.kind, found.name(UNNAMED)) == (kind, name)


def test_the_root_may_be_a_claude_folder_itself() -> None:
    found = role("commands/plan.md", "CLAUDE.md", root_name=".claude")
    assert found == Role(Kind.COMMAND, "plan", at_start=True)


def test_agents_and_output_styles_name_themselves() -> None:
    named = FrontMatter(name="expert")
    assert role(".claude/agents/a.md").name(named) == "expert"
    assert role(".claude/output-styles/a.md").name(named) == "expert"
    assert role(".claude/commands/a.md").name(named) == "/a"
    assert role(".claude/skills/a/SKILL.md").name(named) == "/a"


def test_the_parts_of_a_plugin_bear_its_name() -> None:
    found = roles(
        "p/commands/a.md", "p/skills/b/SKILL.md", "p/agents/c.md", plugins=(plugin("p", "sc"),)
    )
    assert [it.name(UNNAMED) for it in found] == ["/sc:a", "/sc:b", "sc:c"]
    assert all(it.at_start for it in found)


def test_a_file_that_a_manifest_names_is_a_part() -> None:
    moved = Plugin("p", "sc", commands=("p/go.md",), agents=(), skills=(), output_styles=())
    assert roles("p/go.md", "p/stay.md", plugins=(moved,))[0].name(UNNAMED) == "/sc:go"


def test_a_command_is_called_by_the_folders_it_lies_in() -> None:
    found = roles("p/commands/git/pr/open.md", plugins=(plugin("p", "sc"),))
    assert found[0].name(UNNAMED) == "/sc:git:pr:open"
    assert role("commands/git/open.md", "agents/a.md").name(UNNAMED) == "/git:open"


def test_a_skill_in_a_deeper_folder_is_not_listed_at_the_start() -> None:
    near, far = roles(".claude/skills/a/SKILL.md", ".claude/skills/group/b/SKILL.md")
    assert (near.at_start, far.at_start) == (True, False)


def test_the_memory_file_of_a_plugin_is_not_loaded() -> None:
    (found,) = roles("CLAUDE.md", plugins=(plugin("", "sc"),))
    assert found == Role(Kind.MEMORY, at_start=False)


def test_only_memory_at_the_root_is_loaded_at_start() -> None:
    found = roles("CLAUDE.md", "CLAUDE.local.md", ".claude/CLAUDE.md", "src/CLAUDE.md")
    assert [it.at_start for it in found] == [True, True, True, False]


def test_commands_and_components_are_known_wherever_they_stand() -> None:
    found = roles("kit/commands/git/a.md", "kit/components/b.md", "kit/modules/c.md")
    assert [it.kind for it in found] == [Kind.COMMAND, Kind.COMPONENT, Kind.COMPONENT]


def test_all_that_lies_among_commands_is_a_command() -> None:
    found = roles("kit/commands/README.md", "kit/commands/CLAUDE.md", "kit/commands/agents/a.md")
    assert {it.kind for it in found} == {Kind.COMMAND}


def test_a_plain_tree_counts_as_if_it_were_installed() -> None:
    assert role("kit/commands/a.md", "kit/components/b.md").at_start


def test_plain_commands_beside_loaded_ones_are_not_at_start() -> None:
    found = roles(".claude/commands/a.md", "commands/b.md")
    assert [it.at_start for it in found] == [True, False]


def test_documents_about_commands_are_no_commands_of_a_claude_code_project() -> None:
    assert role("docs/commands/a.md", ".claude/commands/b.md").kind is Kind.OTHER


def test_nested_claude_folders_are_loaded_later() -> None:
    found = roles(".claude/skills/a/SKILL.md", "packages/x/.claude/skills/b/SKILL.md")
    assert [it.at_start for it in found] == [True, False]


def test_a_skill_within_a_skill_is_part_of_it() -> None:
    found = roles("skills/a/SKILL.md", "skills/a/examples/b/SKILL.md")
    assert [it.kind for it in found] == [Kind.SKILL, Kind.SKILL_FILE]


def test_a_root_that_is_a_skill_names_itself() -> None:
    found = roles("SKILL.md", "references/a.md", "docs/b.md")
    assert [it.kind for it in found] == [Kind.SKILL, Kind.SKILL_FILE, Kind.OTHER]
    assert found[0].name(FrontMatter(name="pdf")) == "/pdf"


def test_a_file_plays_the_part_of_the_name_that_says_most() -> None:
    found = lay_out(
        ("AGENTS.md",), root_name="repo", aliases=(Alias("CLAUDE.md", "AGENTS.md"),)
    ).roles
    assert found == (Role(Kind.MEMORY, at_start=True),)


def test_a_linked_folder_makes_parts_of_its_files() -> None:
    found = lay_out(
        ("guides/a.md",), root_name="repo", aliases=(Alias(".claude/rules", "guides"),)
    ).roles
    assert found == (Role(Kind.RULE, at_start=True),)


def test_the_configuration_overrides_every_layout() -> None:
    kinds = (("agent", ("experts/*.md",)), ("other", (".claude/commands/README.md",)))
    found = lay_out(
        (".claude/commands/README.md", "experts/ann.md"), root_name="repo", kinds=kinds
    ).roles
    assert [it.kind for it in found] == [Kind.OTHER, Kind.AGENT]
    assert found[1].name(UNNAMED) == "ann"


def test_an_imported_file_beside_the_root_has_no_part() -> None:
    found = roles("~/.claude/commands/a.md", "/opt/commands/b.md", "CLAUDE.md")
    assert [it.kind for it in found] == [Kind.OTHER, Kind.OTHER, Kind.MEMORY]


@pytest.mark.parametrize(
    ("paths", "words"),
    [
        ((".claude/commands/a.md",), "a Claude Code project"),
        (
            ("commands/a.md", "components/b.md"),
            "plain command files, plain component files, counted as installed",
        ),
        (("a/.claude/rules/a.md", "b/.claude/rules/a.md"), "2 nested .claude folders"),
        (("CLAUDE.md",), "memory files"),
    ],
)
def test_the_layout_is_told_in_words(paths: tuple[str, ...], words: str) -> None:
    assert layout(*paths).words == words


def test_a_plugin_is_told_in_words() -> None:
    assert layout("p/commands/a.md", plugins=(plugin("p", "sc"),)).words == "a plugin"

from __future__ import annotations

from collectors.framework.grounds import Grounds
from collectors.framework.reference import Mention, Syntax
from collectors.framework.resolver import Resolver
from collectors.framework.walk import Alias

GROUNDS = Grounds("/repo", "/home/ann", ("/home/ann/.claude",))


def resolver(
    *paths: str,
    include_roots: tuple[str, ...] = (),
    aliases: tuple[Alias, ...] = (),
) -> Resolver:
    return Resolver(paths, grounds=GROUNDS, include_roots=include_roots, aliases=aliases)


def include(target: str) -> Mention:
    return Mention(target, Syntax.INCLUDE_PATH, line=1)


def attached(target: str) -> Mention:
    return Mention(target, Syntax.AT_MENTION, line=1)


def at(target: str) -> Mention:
    return Mention(target, Syntax.AT_IMPORT, line=1)


def test_an_include_is_looked_for_beside_its_file_first() -> None:
    found = resolver("kit/commands/a.md", "kit/commands/x.md", "x.md")
    assert found.resolve(include("x.md"), "kit/commands/a.md") == "kit/commands/x.md"


def test_an_include_is_looked_for_in_the_homes_around_it() -> None:
    found = resolver("kit/commands/git/a.md", "kit/components/x.md", "components/x.md")
    assert found.resolve(include("components/x.md"), "kit/commands/git/a.md") == (
        "kit/components/x.md"
    )


def test_an_include_is_looked_for_in_the_configured_folders() -> None:
    found = resolver("a.md", "library/x.md", include_roots=("./library/",))
    assert found.resolve(include("x.md"), "a.md") == "library/x.md"


def test_a_loader_may_leave_out_the_library_and_the_suffix() -> None:
    found = resolver("kit/commands/a.md", "kit/components/security/owasp.md")
    assert found.resolve(include("security/owasp"), "kit/commands/a.md") == (
        "kit/components/security/owasp.md"
    )


def test_dots_are_followed() -> None:
    found = resolver("kit/commands/a.md", "kit/components/x.md")
    assert found.resolve(include("../components/./x.md"), "kit/commands/a.md") == (
        "kit/components/x.md"
    )


def test_an_import_in_a_memory_file_is_relative_to_that_file_alone() -> None:
    found = resolver(".claude/CLAUDE.md", "docs/x.md")
    assert found.resolve(at("docs/x.md"), ".claude/CLAUDE.md") == ""
    assert found.resolve(at("../docs/x.md"), ".claude/CLAUDE.md") == "docs/x.md"


def test_what_a_command_attaches_is_relative_to_the_root_alone() -> None:
    command = ".claude/commands/a.md"
    found = resolver(command, ".claude/commands/y.md", "docs/x.md", "~/.claude/z.md")
    assert found.resolve(attached("./docs/x.md"), command) == "docs/x.md"
    assert found.resolve(attached("y.md"), command) == ""
    assert found.resolve(attached("~/.claude/z.md"), command) == "~/.claude/z.md"


def test_a_folder_may_be_named_as_claude_code_names_it() -> None:
    skill = "kit/skills/s/SKILL.md"
    found = resolver(
        skill, "kit/.claude-plugin/plugin.json", "kit/a.md", "kit/skills/s/a.md", "a.md"
    )
    for folder, path in {"PROJECT_DIR": "a.md", "PLUGIN_ROOT": "kit/a.md"}.items():
        assert found.resolve(attached(f"${{CLAUDE_{folder}}}/a.md"), skill) == path
    in_skill = attached("${CLAUDE_SKILL_DIR}/a.md")
    assert found.resolve(in_skill, skill) == "kit/skills/s/a.md"
    assert found.resolve(in_skill, "kit/commands/a.md") == ""
    assert found.resolve(attached("${CLAUDE_PLUGIN_ROOT}/a.md"), "other/SKILL.md") == ""


def test_absolute_and_home_paths_name_modules_too() -> None:
    found = resolver("CLAUDE.md", "docs/x.md", "~/.claude/y.md")
    assert found.resolve(at("/repo/docs/x.md"), "CLAUDE.md") == "docs/x.md"
    assert found.resolve(at("~/.claude/y.md"), "CLAUDE.md") == "~/.claude/y.md"
    assert found.resolve(include("/docs/x.md"), "CLAUDE.md") == "docs/x.md"


def test_an_import_of_an_imported_file_is_relative_to_it() -> None:
    found = resolver("CLAUDE.md", "~/.claude/a.md", "~/.claude/b.md")
    assert found.resolve(at("./b.md"), "~/.claude/a.md") == "~/.claude/b.md"


def test_a_second_name_leads_to_the_first() -> None:
    aliases = (Alias("CLAUDE.md", "AGENTS.md"), Alias(".claude/rules", "guides"))
    found = resolver("AGENTS.md", "guides/a.md", "b.md", aliases=aliases)
    assert found.resolve(include("CLAUDE.md"), "b.md") == "AGENTS.md"
    assert found.resolve(include(".claude/rules/a.md"), "b.md") == "guides/a.md"


def test_what_is_nowhere_is_not_found() -> None:
    assert resolver("a.md").resolve(include("components/x.md"), "a.md") == ""


def test_places_outside_lead_out() -> None:
    found = resolver("docs/a.md")
    for target in ("../../etc/passwd", "/etc/passwd", "~/.ssh/id_rsa"):
        assert found.leads_out(at(target), "docs/a.md"), target
        assert found.leads_out(include(target), "docs/a.md"), target


def test_places_inside_or_allowed_do_not_lead_out() -> None:
    found = resolver("docs/a.md")
    for target in ("../x.md", "x.md", "~/.claude/x.md", "/repo/x.md"):
        assert not found.leads_out(at(target), "docs/a.md"), target


def test_a_target_that_climbs_beside_a_folder_of_the_same_name_leads_out() -> None:
    assert resolver("a.md").leads_out(at("../repo-two/x.md"), "a.md")
    assert not resolver("a.md").leads_out(at("../repo/x.md"), "a.md")

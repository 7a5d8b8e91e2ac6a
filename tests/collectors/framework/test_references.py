from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from collectors.framework.reference import Mention, Syntax
from collectors.framework.references import find

EVERY_SYNTAX = {
    Syntax.AT_IMPORT: "**@docs/plan.md",
    Syntax.AT_MENTION: "`cat @docs/plan.md`",
    Syntax.INCLUDE_COMPONENT: '<include component="docs/plan.md"/>',
    Syntax.INCLUDE_PATH: "<include>docs/plan.md</include>",
    Syntax.COMPONENT_PATH: '<component path="docs/plan.md"/>',
    Syntax.COMPONENT_ELEMENT: "<component>docs/plan.md</component>",
    Syntax.MODULE_PATH: "<module>docs/plan.md</module>",
    Syntax.DEPENDS_ON: "<depends_on>docs/plan.md for the plan</depends_on>",
    Syntax.MARKDOWN_LINK: "[the plan](docs/plan.md)",
    Syntax.CODE_PATH: "`docs/plan.md`",
    Syntax.BARE_PATH: "docs/plan.md",
}


def targets(text: str, syntax: Syntax) -> list[str]:
    return [mention.target for mention in find(text) if mention.syntax is syntax]


@pytest.mark.parametrize("syntax", Syntax)
def test_every_syntax_is_found_once_and_under_its_own_name(syntax: Syntax) -> None:
    text = f"First,\nread {EVERY_SYNTAX[syntax]} and go on."

    assert find(text) == (Mention("docs/plan.md", syntax, line=2),)


@settings(max_examples=50)
@given(st.lists(st.sampled_from(list(Syntax)), max_size=12))
def test_every_occurrence_is_counted_once(syntaxes: list[Syntax]) -> None:
    found = find("\n\n".join(EVERY_SYNTAX[syntax] for syntax in syntaxes))

    counted = {mention.syntax: mention.occurrences for mention in found}
    assert counted == {syntax: syntaxes.count(syntax) for syntax in syntaxes}


@settings(max_examples=150)
@given(st.text(alphabet=st.sampled_from("`~<>/=\"'@[](){}!-*\\.#: \nabmd\r\t\ud800\0é")))
def test_no_text_crashes_and_mentions_are_in_order(text: str) -> None:
    found = [(mention.line, mention.target) for mention in find(text)]

    assert found == sorted(found)
    assert all(1 <= line <= text.count("\n") + 1 for line, _ in found)


def test_a_target_named_twice_is_one_mention_at_its_first_line() -> None:
    text = "a\n<include component='c/x.md'/>\n\n<include component='c/x.md'/>\n"

    assert find(text) == (Mention("c/x.md", Syntax.INCLUDE_COMPONENT, line=2, occurrences=2),)


def test_mentions_are_sorted_by_line_and_then_target() -> None:
    text = "`b.md` and `a.md`\n`0.md`"

    assert [mention.target for mention in find(text)] == ["a.md", "b.md", "0.md"]


@pytest.mark.parametrize(
    "tag",
    [
        "<include component='c/x.md' />",
        '<include\n  optional="true"\n  component = "c/x.md">',
        '<include component=" c/x.md "></include>',
    ],
)
def test_attributes_come_in_any_order_quotes_and_spacing(tag: str) -> None:
    assert targets(tag, Syntax.INCLUDE_COMPONENT) == ["c/x.md"]


@pytest.mark.parametrize("tag", ["```xml\n{}\n```", "Use `{}` here.", "    {}", "<!--\n{}\n-->"])
def test_a_frameworks_own_tags_count_in_code_too(tag: str) -> None:
    text = tag.format('<include component="c/x.md"/>')

    assert find(text)[0].syntax is Syntax.INCLUDE_COMPONENT


def test_an_element_may_stand_on_lines_of_its_own() -> None:
    text = (
        "<includes_components>\n  <component>\n    c/x.md\n  </component>\n</includes_components>"
    )

    assert find(text) == (Mention("c/x.md", Syntax.COMPONENT_ELEMENT, line=2),)


def test_a_component_without_suffix_is_a_target() -> None:
    assert targets("<component>security/owasp</component>", Syntax.COMPONENT_ELEMENT) == [
        "security/owasp"
    ]


@pytest.mark.parametrize(
    "text",
    [
        '<module name="patterns/tdd"><purpose>Write tests first.</purpose></module>',
        "<module>\n  <name>x</name>\n</module>",
        "<module>billing service</module>",
        "<component>Button</component>",
        "<include_results>c/x.txt</include_results>",
        '<include component="path" />',
    ],
)
def test_a_definition_is_no_reference(text: str) -> None:
    assert find(text) == ()


def test_dependencies_are_the_paths_in_a_text_of_many_lines() -> None:
    text = "<depends_on>\n  patterns/tdd.md for tests,\n  quality.md: gates\n</depends_on>"

    assert find(text) == (
        Mention("patterns/tdd.md", Syntax.DEPENDS_ON, line=2),
        Mention("quality.md", Syntax.DEPENDS_ON, line=3),
    )


def test_an_unclosed_list_of_dependencies_holds_bare_paths() -> None:
    assert targets("<depends_on> patterns/tdd.md", Syntax.BARE_PATH) == ["patterns/tdd.md"]


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("@CLAUDE.md", "CLAUDE.md"),
        ("@Makefile and @someone.else", "Makefile"),
        ("thanks to @alice and @bob.smith", "alice"),
        ("[@docs/a.md](b)", "docs/a.md"),
        ("[the @docs/a.md](b)", "docs/a.md"),
        ("![](a.png)@docs/a.md", "docs/a.md"),
        ("[a](b 'x @b.md y') @docs/a.md", "docs/a.md"),
        ("> quoted\n    @docs/a.md", "docs/a.md"),
        ("> >@docs/a.md", "docs/a.md"),
        ("text\n[r]: @docs/a.md", "docs/a.md"),
        ("| a |\n|---|\n| 1 |\n    @docs/a.md", "docs/a.md"),
        ("- **@./a.md**", "./a.md"),
        ("@~/notes/mine.md", "~/notes/mine.md"),
        ("See @docs/a.md, then", "docs/a.md,"),
        ("<b>@docs/a.md</b>", "docs/a.md"),
        ("@/etc/motd", "/etc/motd"),
        ("@../a.md#part", "../a.md"),
        ("@docs/guide/start", "docs/guide/start"),
        ("@docs/my\\ plan.md", "docs/my plan.md"),
        ("| @a.md | b |", "a.md"),
    ],
)
def test_an_import_is_a_plausible_path_after_an_at_sign(text: str, target: str) -> None:
    assert targets(text, Syntax.AT_IMPORT) == [target]


@pytest.mark.parametrize(
    "text",
    [
        "mail me@example.md",
        "@app.route @pytest.mark.unit",
        "@docs/*.md @{name}.md @<path>.md @$FILE.md @[INSERT].md",
        "(@see)",
        "@",
        "@docs/",
        "@https://example.com/a.md",
    ],
)
def test_what_only_looks_like_an_import_is_none(text: str) -> None:
    assert targets(text, Syntax.AT_IMPORT) == []


@pytest.mark.parametrize(
    "text",
    [
        "`@a.md`",
        "``a ` @a.md``",
        "```\n@a.md\n```",
        "~~~~ md\n~~~\n@a.md\n~~~~",
        "- item\n\n  ```\n  @a.md\n  ```",
        "```\nnever closed @a.md",
        "<!-- hidden\n@a.md -->",
        "---\ndescription: use @a.md\n---\n",
        "    @a.md",
        "- item\n\n      @a.md",
        "text <!-- @a.md --> text",
        "[a]: @a.md",
    ],
)
def test_imports_in_code_comments_and_front_matter_are_not_followed(text: str) -> None:
    assert targets(text, Syntax.AT_IMPORT) == []


@pytest.mark.parametrize(
    "text",
    [
        "```\ncode\n```\n@a.md",
        "- ```\n  code\n  ```\n@a.md",
        "a stray ` and\n\n@a.md and ` again",
        "```inline``` @a.md",
        "<!-- hidden --> @a.md",
        "---\r\nname: x\r\n---\r\n@a.md",
        "in a line <!-- @b.txt.md --> @a.md",
    ],
)
def test_imports_beside_code_comments_and_front_matter_are_followed(text: str) -> None:
    assert "a.md" in targets(text, Syntax.AT_IMPORT)


@pytest.mark.parametrize(
    "sign",
    ["<!--", "<", "<a ", "</", "<!--a", "@", "`", "<a>", "[a]:", "- ", "[@", "](", "> ", "\n>"],
)
def test_signs_without_number_are_read_in_passes_that_do_not_grow(sign: str) -> None:
    """Were they read anew from each of them on, this would take minutes."""
    assert find(f"@x.md a {sign * 50_000}\n\n")[0].target == "x.md"


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("`cat @docs/a.md`", "docs/a.md"),
        ("```md @docs/a.md\n```", "docs/a.md"),
        ("<div>\n    @docs/a.md\n</div>", "docs/a.md"),
        ("<!-- @docs/a.md -->", "docs/a.md"),
        ("See @docs/a.md.", "docs/a.md"),
        ("@docs/a.md/", "docs/a.md"),
        ("@docs/a.md#L2-3, then", "docs/a.md"),
        ('@"docs/my plan.md"#L2', "docs/my plan.md"),
        ("@docs/a.dart", "docs/a.dart"),
        ("@${CLAUDE_PLUGIN_ROOT}/docs/a.md", "${CLAUDE_PLUGIN_ROOT}/docs/a.md"),
    ],
)
def test_a_command_attaches_what_follows_an_at_sign_after_a_blank(text: str, target: str) -> None:
    assert targets(text, Syntax.AT_MENTION) == [target]


@pytest.mark.parametrize(
    "text",
    [
        "`@docs/a.md`",
        "(@docs/a.md)",
        "**@docs/a.md**",
        "mail me@docs/a.md",
        "[a](@docs/a.md)",
        "@@docs/a.md",
        "@docs/a.md:10",
        "@docs/*.md",
        "@$PWD/docs/a.md",
        "---\ndescription: use @a.md\n---\n",
        "@ @! @",
    ],
)
def test_other_signs_attach_nothing(text: str) -> None:
    assert targets(text, Syntax.AT_MENTION) == []


def test_imports_in_html_count_apart() -> None:
    text = "<rules>\n@a.md\n@a.md\n</rules>\n\n@a.md"
    below, apart = [it for it in find(text) if it.syntax is Syntax.AT_IMPORT]
    assert (below.line, below.occurrences, below.in_html) == (2, 2, True)
    assert (apart.line, apart.occurrences, apart.in_html) == (6, 1, False)


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ('[a](docs/a.md "The plan")', "docs/a.md"),
        ("[a](<docs/my plan.md>)", "docs/my plan.md"),
        ("[a](docs/my%20plan.md)", "docs/my plan.md"),
        ("[a](a.md#part)", "a.md"),
        ("[a](a_(old).md)", "a_(old).md"),
        ("![a](images/a.png)", "images/a.png"),
        ("[`a.md`](a.md)", "a.md"),
        ("[docs/a.md](docs/a.md)", "docs/a.md"),
    ],
)
def test_a_link_to_a_local_file_is_one_mention(text: str, target: str) -> None:
    assert find(text) == (Mention(target, Syntax.MARKDOWN_LINK, line=1),)


@pytest.mark.parametrize(
    "destination",
    ["https://x.dev/a.md", "mailto:a@b.md", "#part", "", "docs/", "URL", "[scope]", "%00a.md"],
)
def test_a_link_elsewhere_is_no_mention(destination: str) -> None:
    assert find(f"[a]({destination})") == ()


@pytest.mark.parametrize(
    ("code", "target"),
    [
        ("scripts/check.sh", "scripts/check.sh"),
        ("src/app.py:12-40", "src/app.py"),
        ("@docs/a.md", "docs/a.md"),
        (" settings.json ", "settings.json"),
    ],
)
def test_a_path_in_backticks_is_a_mention(code: str, target: str) -> None:
    assert find(f"see `{code}`") == (Mention(target, Syntax.CODE_PATH, line=1),)


@pytest.mark.parametrize(
    "code", ["/plan", "console.log", "cat a.md b.md", "*.md", "docs/{name}.md", "a/b", "tests/"]
)
def test_other_code_is_no_mention(code: str) -> None:
    assert find(f"see `{code}`") == ()


@pytest.mark.parametrize(
    "text",
    [
        'delegates_to="modules/plan.md"',
        "<delegation_target>modules/plan.md</delegation_target>",
        "load modules/plan.md.",
        "(modules/plan.md)",
    ],
)
def test_a_bare_path_is_found_wherever_it_stands(text: str) -> None:
    assert find(text) == (Mention("modules/plan.md", Syntax.BARE_PATH, line=1),)


@pytest.mark.parametrize(
    "text",
    [
        "plan.md",
        "https://x.dev/modules/plan.md",
        "modules/*/plan.md",
        "${DIR}/plan.md",
        "{dir}/plan.md and <dir>/plan.md and [dir]/plan.md",
        "modules/plan.mdx",
        "modules/plan.md.bak",
        "modules/{name}.md",
        "```\nmodules/plan.md\n```",
    ],
)
def test_globs_placeholders_and_addresses_are_no_bare_paths(text: str) -> None:
    assert find(text) == ()


@pytest.mark.parametrize("target", ["c/[NAME].md", "c/{name}.md", "c/*.md", "c/$X.md", "c/\x1b.md"])
def test_a_placeholder_in_a_tag_is_no_reference(target: str) -> None:
    assert find(f'<include component="{target}"/>') == ()


def test_a_name_longer_than_any_path_is_no_reference() -> None:
    assert find(f"<include>c/{'a' * 5_000}.md</include>\n`{'b' * 5_000}.md`") == ()

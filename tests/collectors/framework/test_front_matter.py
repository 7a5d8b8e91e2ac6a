from __future__ import annotations

import subprocess
import sys

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from collectors.framework import front_matter
from collectors.framework.front_matter import parse
from collectors.framework.key_values import from_simple, text_after_list, with_quotes
from collectors.framework.module import Finding, FrontMatter
from collectors.framework.yaml_values import NOT_READ, from_yaml

PIECES = st.sampled_from(
    [
        *"ab:-[]{}&*!|>'\"%@`#,?~=<.\\ \n\t\r\0é\u2028\ufeff",
        "a: b",
        "\n  - ",
        "\nb: ",
        ": ",
        "null",
        " #",
    ]
)
WORDS = st.text(alphabet="abc de", min_size=1).map(str.strip).filter(bool)


def fenced(*lines: str) -> str:
    return "\n".join(["---", *lines, "---", "", "# Body", ""])


def read(*lines: str) -> FrontMatter:
    return parse(fenced(*lines))[0]


def findings(*lines: str) -> tuple[Finding, ...]:
    return parse(fenced(*lines))[1]


def test_every_field_is_read() -> None:
    text = fenced(
        "name: reviewer",
        "description: Reviews code",
        "when_to_use: after a change",
        'argument-hint: "[file]"',
        "paths: [src/**, '*.py']",
        "skills:",
        "  - testing",
        "disable-model-invocation: true",
        "model: opus",
    )

    assert parse(text) == (
        FrontMatter(
            name="reviewer",
            description="Reviews code",
            when_to_use="after a change",
            argument_hint="[file]",
            paths=("src/**", "*.py"),
            skills=("testing",),
            model_invocable=False,
            lines=11,
        ),
        (),
    )


@pytest.mark.parametrize("text", ["", "# Title\n", "----\nname: x\n---\n", " ---\nname: x\n---\n"])
def test_a_text_without_front_matter_has_none(text: str) -> None:
    assert parse(text) == (FrontMatter(), ())
    assert front_matter.end(text) == 0


@pytest.mark.parametrize("head", ["---\n---\n", "---\n\n---\n", "---\n# nothing yet\n---\n"])
def test_empty_front_matter_is_no_finding(head: str) -> None:
    assert parse(head + "body") == (FrontMatter(lines=head.count("\n")), ())
    assert front_matter.end(head + "body") == len(head)


def test_a_byte_order_mark_and_carriage_returns_change_nothing() -> None:
    head, problems = parse("\ufeff---\r\nname: x\r\npaths:\r\n  - a\r\n---\r\nbody")

    assert (head.name, head.paths, head.lines, problems) == ("x", ("a",), 5, ())


def test_the_closing_line_may_end_the_file() -> None:
    assert parse("---\nname: x\n---") == (FrontMatter(name="x", lines=3), ())


@pytest.mark.parametrize(
    ("text", "description", "body"),
    [
        ("---\ndescription: a --- b\n---\nBODY\n", "a", "b\n---\nBODY\n"),
        ("---\ndescription: q\n----\nBODY\n", "q", "-\nBODY\n"),
        ("---\n# ------\ndescription: q\n---\nBODY\n", "", "---\ndescription: q\n---\nBODY\n"),
    ],
)
def test_three_dashes_close_it_wherever_they_stand(text: str, description: str, body: str) -> None:
    head, (finding,) = parse(text)
    assert (head.description, text[front_matter.end(text) :]) == (description, body)
    assert (finding.kind, finding.line) == ("front-matter", head.lines)
    assert finding.detail.startswith("closed by the dashes in ")


@pytest.mark.parametrize("closing", ["---BODY", "  ---\nBODY", "---\n\n  BODY", "--- BODY"])
def test_what_follows_the_dashes_is_body(closing: str) -> None:
    text = f"---  \ndescription: q\n{closing}"
    assert parse(text) == (FrontMatter(description="q", lines=3), ())
    assert text[front_matter.end(text) :] == "BODY"


def test_front_matter_that_is_never_closed_is_not_read_and_said_so() -> None:
    head, problems = parse("---\nname: x\n\n# Title\n")

    assert head == FrontMatter()
    assert [(problem.kind, problem.line) for problem in problems] == [("front-matter", 1)]


def test_a_rule_at_the_head_of_a_text_is_no_finding() -> None:
    assert parse("---\n\nA text under a rule.\n") == (FrontMatter(), ())


def test_front_matter_beyond_64_kib_is_not_read() -> None:
    head, problems = parse(fenced("description: " + "x" * 70_000))

    assert head == FrontMatter()
    assert "64 KiB" in problems[0].detail


@pytest.mark.parametrize(
    ("line", "description"),
    [
        ("description: Use when: tests fail", "Use when: tests fail"),
        ("description: [WHAT] it does", "[WHAT] it does"),
        ("description: @here", "@here"),
        ("description: \tindented: by tab", "indented: by tab"),
        ("description: 'quoted' and: more", "'quoted' and: more"),
        ("description: 50% {done", "50% {done"),
        ('description: "a: b" - c', '"a: b" - c'),
        ('description: [a\\b]"c', '[a\\b]"c'),
    ],
)
def test_what_is_no_yaml_is_read_as_if_it_were_quoted(line: str, description: str) -> None:
    assert read("name: x", line, "tools: Read").description == description
    assert read("name: x", line, "tools: Read").name == "x"


def test_what_is_no_yaml_is_a_finding_with_its_line_in_the_file() -> None:
    (finding,) = findings("name: x", "description: Use when: tests fail")

    assert (finding.kind, finding.path, finding.line) == ("front-matter", "", 3)
    assert finding.detail.startswith("is no YAML: mapping values are not allowed")
    assert finding.detail.endswith("; read as if values were in quotes; quoting the value may help")


@pytest.mark.parametrize(
    "lines",
    [
        ("description: Use when", "  tests: fail"),
        ("description: - dash",),
        ('description: "unclosed',),
        ("description: 'a' b",),
        ("description: key:",),
        ("paths:", "  - **/*.ts"),
        ("a.b: c: d",),
        ("just words",),
        ("argument-hint: [a] [b]", "description: >", "  folded"),
        ("description: a: b\r",),
    ],
)
def test_what_quotes_do_not_mend_is_not_read_at_all(lines: tuple[str, ...]) -> None:
    head, (finding,) = parse(fenced("name: x", *lines))
    assert head == FrontMatter(lines=len(lines) + 3)
    assert finding.detail.endswith("; not read at all; quoting the value may help")


@pytest.mark.parametrize(
    "source",
    ["a: b", "a: 'b: c'", 'a: "b: c"', "a b: c: d", "a1: b: c", "  a: b: c", "- a: b", "a:b: c"],
)
def test_other_lines_get_no_quotes(source: str) -> None:
    assert with_quotes(source) == source


def test_hints_in_several_brackets_are_kept_as_written() -> None:
    assert read("argument-hint: [file] [--force]").argument_hint == "[file] [--force]"


def test_a_hint_that_is_a_yaml_list_keeps_its_brackets() -> None:
    assert read("argument-hint: [file]").argument_hint == "[file]"


def test_values_go_on_over_lines() -> None:
    head = read("description: >", "  Reviews", "  code", "paths:", "  - 'a'", "  - b")
    assert (head.description, head.paths) == ("Reviews code", ("a", "b"))


def test_globs_that_yaml_takes_for_aliases_are_read_in_one_line() -> None:
    assert read("paths: **/*.ts, *.md").paths == ("**/*.ts", "*.md")
    assert read("paths: *.{ts,tsx}").paths == ("*.{ts,tsx}",)


def test_a_list_is_one_in_quotes_too() -> None:
    assert read("description: a: b", 'tools: ["Read", Grep]').tools == ("Read", "Grep")


def test_a_comma_within_braces_parts_nothing() -> None:
    assert read("paths: src/**/*.{ts,tsx}, lib/*.ts,").paths == ("src/**/*.{ts,tsx}", "lib/*.ts")


@pytest.mark.parametrize("nothing", ["", " ~", " null", " {a: b}", " []"])
def test_a_value_that_says_nothing_is_empty(nothing: str) -> None:
    head = read(f"description:{nothing}", f"paths:{nothing}", f"skills:{nothing}")

    assert head == FrontMatter(lines=5)


@pytest.mark.parametrize(
    ("value", "name"), [("7", "7"), ("2026-11-20", "2026-11-20"), ("no", "no"), ("[a, b]", "a, b")]
)
def test_a_text_of_another_type_stays_as_written(value: str, name: str) -> None:
    assert read(f"name: {value}").name == name


@pytest.mark.parametrize("value", ["true", "'yes'", "True", "1"])
def test_a_command_may_be_kept_from_the_model(value: str) -> None:
    assert not read(f"disable-model-invocation: {value}").model_invocable


@pytest.mark.parametrize("value", ["false", "", "null", "[]"])
def test_a_command_is_for_the_model_unless_it_says_otherwise(value: str) -> None:
    assert read(f"disable-model-invocation: {value}").model_invocable


@pytest.mark.parametrize("value", ["&a [x]", "*a", "[x, &b y]"])
def test_anchors_and_aliases_are_refused(value: str) -> None:
    (finding,) = findings(f"description: {value}")

    assert "anchors and aliases" in finding.detail


def test_deep_nesting_is_refused_before_it_is_built() -> None:
    (finding,) = findings("name: x", "hooks: " + "[" * 9_000 + "]" * 9_000)

    assert (finding.line, "deep" in finding.detail) == (3, True)


@pytest.mark.parametrize("line", ["- a", "just words", "name: a\x01b", "name: a\ud800b"])
def test_other_than_keys_and_values_is_a_finding(line: str) -> None:
    assert [finding.kind for finding in findings(line)] == ["front-matter"]


@settings(max_examples=100)
@given(st.text(alphabet=st.sampled_from("ab:-[]{}&*!|>'\"%@`#,? \n\t\r\0\ud800é")))
def test_no_front_matter_crashes(source: str) -> None:
    head, _ = parse(f"---\n{source}\n---\n")

    assert head.lines >= 2


@settings(max_examples=100)
@given(st.text())
def test_a_description_that_yaml_wrote_is_read_back(description: str) -> None:
    written = yaml.safe_dump({"description": description})

    assert from_yaml("\n" + written) == {"description": description}


@settings(max_examples=50)
@given(st.dictionaries(st.sampled_from(["name", "description", "skills", "x-y"]), WORDS))
def test_plain_values_need_no_quotes(values: dict[str, str]) -> None:
    source = "".join(f"{key}: {value}\n" for key, value in values.items())

    assert from_yaml(with_quotes(source)) == values


@settings(max_examples=400)
@given(st.lists(PIECES, max_size=12).map("".join))
@example("b: [null, a]\r\nc:\r\n  - null\r\n  - 'a'\r")
@example("a:")
def test_what_is_read_as_simple_is_what_yaml_reads(rest: str) -> None:
    simple = from_simple(f"\na: {rest}")

    assert simple is None or simple == from_yaml(f"\na: {rest}")


@settings(max_examples=400)
@given(st.lists(PIECES, max_size=6).map("".join), st.lists(PIECES, max_size=6).map("".join))
@example("x", " - what it does")
def test_where_text_follows_a_list_there_is_no_yaml(before: str, after: str) -> None:
    source = f"\na: {before}\nb: [NAME]{after}"

    if text_after_list(source):
        with pytest.raises(NOT_READ):
            from_yaml(source)


def test_a_list_that_text_follows_is_told_by_its_line() -> None:
    assert findings("name: it", "description: [NAME] - what it does") == (
        Finding(
            "front-matter",
            "",
            3,
            "is no YAML: text follows a list in brackets; read as if values were in quotes;"
            " quoting the value may help",
        ),
    )
    assert read("description: [NAME] - what it does").description == "[NAME] - what it does"


@pytest.mark.parametrize(
    ("lines", "values"),
    [
        (["name: a b", "model: null"], {"name": "a b", "model": ""}),
        (["argument-hint: '[file]'", 'name: "a: b"'], {"argument-hint": "[file]", "name": "a: b"}),
        (["tools: [Read, Grep]", "skills: []"], {"tools": ("Read", "Grep"), "skills": ()}),
        (["# why", "paths:", "  - src/**", "", '  - "*.py"'], {"paths": ("src/**", "*.py")}),
    ],
)
def test_what_most_front_matters_are_is_simple(lines: list[str], values: object) -> None:
    assert from_simple("\n".join(["", *lines])) == values


def test_yaml_is_loaded_for_no_text_that_is_simple() -> None:
    program = (
        "import sys; from collectors.framework.front_matter import parse; "
        "parse('# Title'); parse('---\\nname: it\\n---\\n'); sys.exit('yaml' in sys.modules)"
    )

    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0

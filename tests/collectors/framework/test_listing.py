from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collectors.framework.listing import (
    Entry,
    Listed,
    Listing,
    agents,
    invocable,
    within_budget,
)
from collectors.framework.module import Kind
from tests.collectors.framework.parts import linked, part

_LONGEST = 1_536


def known(kind: Kind, name: str, text: str, plugin: str = "") -> Listed:
    a_part = part(f"{name.strip('/')}.md", text, kind, name)
    return Listed(linked(a_part).modules[0], a_part.content, plugin)


def command(name: str, head: str, plugin: str = "") -> Listed:
    return known(Kind.COMMAND, f"/{name}", f"---\n{head}\n---\nbody", plugin)


def skill(name: str, head: str, plugin: str = "") -> Listed:
    return known(Kind.SKILL, f"/{name}", f"---\n{head}\n---\nbody", plugin)


def agent(head: str, name: str = "a") -> Listed:
    return known(Kind.AGENT, name, f"---\n{head}\n---\nbody")


def lines(*parts: Listed, longest: int = _LONGEST) -> list[str]:
    return [entry.text for entry in invocable(parts, longest)]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("# Title\n\nSome words.", "Title"),
        ("\n\n   two words  \nmore", "two words"),
        ("#tag\n", "#tag"),
        ("- item\n- other", "- item"),
        ("---\nallowed-tools: Read\n---\nbody of it", "body of it"),
        (f"{'x' * 101}", f"{'x' * 97}..."),
        ("<!-- note -->", "&lt;!-- note --&gt;"),
        ("", "Custom command"),
    ],
)
def test_without_a_description_the_first_line_is_listed(text: str, said: str) -> None:
    assert lines(known(Kind.COMMAND, "/a", text)) == [f"- a: {said}"]


def test_a_skill_that_says_nothing_is_called_one() -> None:
    assert lines(known(Kind.SKILL, "/a", "")) == ["- a: Skill"]


def test_a_description_is_one_line() -> None:
    assert lines(command("a", "description: |\n  one\n  two <b>")) == ["- a: one two &lt;b&gt;"]


def test_a_long_description_is_cut() -> None:
    assert lines(command("a", "description: 1234567890"), longest=5) == ["- a: 1234…"]


def test_what_the_model_may_not_invoke_is_not_listed() -> None:
    assert lines(command("plan", "description: x\ndisable-model-invocation: true")) == []


def test_a_skill_for_some_paths_is_listed_later() -> None:
    assert lines(skill("a", "description: x\npaths: src/**")) == []
    assert lines(command("a", "description: x\npaths: src/**")) == ["- a: x"]


def test_skills_come_before_commands_and_plugins_last() -> None:
    parts = (
        *(skill(f"sc:{name}", "description: x", "sc") for name in "ab"),
        command("sc:c", "description: x", "sc"),
        *(command(name, "description: x") for name in "aD"),
        *(skill(name, "description: x") for name in "Bz"),
    )
    names = ["B", "z", "a", "D", "sc:c", "sc:a", "sc:b"]
    assert lines(*parts) == [f"- {name}: x" for name in names]


def test_a_skill_hides_a_command_of_its_name() -> None:
    both = command("plan", "description: command"), skill("plan", "description: skill")
    assert lines(*both) == lines(*reversed(both)) == ["- plan: skill"]


def test_in_a_plugin_a_command_hides_a_skill_of_its_name() -> None:
    both = (
        command("sc:plan", "description: command", "sc"),
        skill("sc:plan", "description: skill", "sc"),
    )
    assert lines(*both) == lines(*reversed(both)) == ["- sc:plan: command"]


def test_a_hidden_skill_still_hides_a_command_of_its_name() -> None:
    hidden = skill("plan", "description: x\ndisable-model-invocation: true")
    assert lines(command("plan", "description: x"), hidden) == []


def test_of_a_plugin_only_what_describes_itself_is_listed() -> None:
    assert lines(known(Kind.COMMAND, "/sc:a", "# Title", "sc")) == []
    assert lines(command("sc:a", "when_to_use: often", "sc")) == ["- sc:a: body - often"]


def test_another_name_of_its_own_is_told_too() -> None:
    assert lines(skill("pdf", "name: reader\ndescription: x")) == ["- pdf (reader): x"]
    assert lines(skill("pdf", "name: PDF Reader\ndescription: x")) == ["- pdf: x"]
    assert lines(command("pdf", "name: reader\ndescription: x")) == ["- pdf: x"]
    assert lines(command("sc:pdf", "name: read\ndescription: x", "sc")) == ["- sc:pdf (sc:read): x"]


@pytest.mark.parametrize(
    ("head", "tools"),
    [
        ("color: red", "All tools"),
        ("tools: '*'", "All tools"),
        ("tools: []", "All tools"),
        ("tools: Read,Write , Bash(git:*)", "Read, Write, Bash(git:*)"),
        ("tools: [Read, Grep]", "Read, Grep"),
        ("disallowedTools: Bash, Edit", "All tools except Bash, Edit"),
        ("disallowedTools: '*'", "All tools"),
        ("tools: Read, Bash\ndisallowedTools: Bash", "Read"),
    ],
)
def test_an_agent_is_listed_with_its_tools(head: str, tools: str) -> None:
    (entry,) = agents([agent(f"name: a\ndescription: reviews\n{head}")])
    assert entry.text == f"- a: reviews (Tools: {tools})"


def test_an_agent_keeps_the_lines_of_its_description() -> None:
    (entry,) = agents([agent('name: a\ndescription: "x\\n\\n<example>"')])
    assert entry.text == "- a: x\n\n<example> (Tools: All tools)"


def test_an_escaped_line_break_is_one_but_in_a_plugin() -> None:
    text = r"name: a" "\n" r"description: x\n\n<example>"
    (entry,) = agents([agent(text)])
    assert entry.text == "- a: x\n\n<example> (Tools: All tools)"
    (entry,) = agents([known(Kind.AGENT, "sc:a", f"---\n{text}\n---\n", "sc")])
    assert entry.text == r"- sc:a: x\n\n<example> (Tools: All tools)"


def test_an_agent_without_name_or_description_is_none() -> None:
    assert agents([agent("description: x"), agent("name: a"), agent("color: red")]) == ()


def test_an_agent_of_a_plugin_needs_neither() -> None:
    text = "---\ntools: Read\n---\nbody"
    (entry,) = agents([known(Kind.AGENT, "sc:a", text, "sc")])
    assert entry.text == "- sc:a: Agent from sc plugin (Tools: Read)"


@given(
    st.lists(st.builds(Entry, st.text(max_size=9), st.text(max_size=30)), max_size=8),
    st.integers(0, 200),
)
def test_a_listing_keeps_every_name_and_its_budget(entries: list[Entry], budget: int) -> None:
    listing = within_budget(entries, budget)
    bare = "\n".join(entry.bare for entry in entries)
    full = "\n".join(entry.text for entry in entries)
    assert all(entry.bare in listing.text for entry in entries)
    assert len(listing.text) <= max(budget, len(bare))
    assert (listing.unlisted_characters == 0) == (listing.text == full)
    assert within_budget(entries, len(full)) == Listing(full, 0)

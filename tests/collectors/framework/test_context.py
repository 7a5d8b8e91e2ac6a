from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collectors.config import ContextConfig
from collectors.framework.context import (
    Entry,
    Listing,
    available_ratio,
    startup,
    within_budget,
)
from collectors.framework.links import Part
from collectors.framework.module import Framework, Kind, Module, Startup
from tests.collectors.framework.parts import linked, part
from tests.collectors.sites import Characters

DEFAULT = ContextConfig()


def started(*parts: Part, config: ContextConfig = DEFAULT) -> Startup:
    """What all parts that are no `other` cost at the start of a session."""
    return startup(
        {module.path: module for module in linked(*parts).modules},
        {each.content.digest: each.content for each in parts},
        at_start=[each.path for each in parts if each.kind is not Kind.OTHER],
        import_hops=4,
        config=config,
        tokenizer=Characters(),
    )


def command(name: str, head: str = "description: does it", body: str = "body") -> Part:
    text = f"---\n{head}\n---\n{body}"
    return part(f".claude/commands/{name}.md", text, Kind.COMMAND, f"/{name}")


def skill(name: str, head: str) -> Part:
    path = f".claude/skills/{name}/SKILL.md"
    return part(path, f"---\n{head}\n---\nbody", Kind.SKILL, f"/{name}")


def test_memory_counts_with_its_imports_each_once() -> None:
    memory = part("CLAUDE.md", "@a.md\n@b.md", Kind.MEMORY)
    found = started(memory, part("a.md", "@b.md"), part("b.md", "12345"))
    assert found.memory_tokens == 11 + 5 + 5


def test_block_comments_cost_nothing_in_memory() -> None:
    memory = part("CLAUDE.md", "text\n<!-- a note -->\nmore", Kind.MEMORY)
    assert (
        started(memory).memory_tokens == memory.content.injected_tokens < len("text\n<!-- a note")
    )


def test_a_rule_for_some_paths_is_loaded_later() -> None:
    scoped = part(".claude/rules/a.md", "---\npaths: ['src/**']\n---\nrule", Kind.RULE)
    unscoped = part(".claude/rules/b.md", "rule", Kind.RULE)
    assert started(scoped, unscoped).memory_tokens == len("rule")


def test_the_listing_holds_names_and_descriptions() -> None:
    found = started(command("plan", "description: plans it\nwhen_to_use: before work"))
    assert found.listing_characters == len("- plan: plans it - before work")
    assert found.listing_tokens == found.listing_characters


def test_without_a_description_the_first_paragraph_is_listed() -> None:
    found = started(part(".claude/commands/a.md", "# Title\n\nSome words.", Kind.COMMAND, "/a"))
    assert found.listing_characters == len("- a: Some words.")


def test_what_the_model_may_not_invoke_is_not_listed() -> None:
    found = started(command("plan", "description: x\ndisable-model-invocation: true"))
    assert found.listing_characters == 0


def test_a_skill_hides_a_command_of_its_name() -> None:
    found = started(
        command("plan", "description: as a command"), skill("plan", "description: skill")
    )
    assert found.listing_characters == len("- plan: skill")


def test_a_hidden_skill_still_hides_a_command_of_its_name() -> None:
    hidden = skill("plan", "description: x\ndisable-model-invocation: true")
    assert started(command("plan"), hidden).listing_characters == 0


def test_an_entry_has_a_longest_length() -> None:
    config = ContextConfig(listing_entry_characters=10)
    found = started(command("a", f"description: {'x' * 50}"), config=config)
    assert found.listing_characters == len("- a: ") + 10


def test_the_budget_is_a_share_of_the_window_in_characters() -> None:
    config = ContextConfig(window_tokens=100_000, listing_budget_ratio=0.02)
    assert started(command("a"), config=config).listing_budget_characters == 8_000


def test_what_does_not_fit_the_budget_loses_its_description() -> None:
    config = ContextConfig(window_tokens=100, listing_budget_ratio=0.05)
    found = started(
        command("a", "description: 123456"), command("b", "description: 1234"), config=config
    )
    assert found.listing_budget_characters == 20
    assert found.listing_characters == len("- a: 123456\n- b")
    assert found.unlisted_characters == 4


def test_agents_are_listed_apart() -> None:
    agent = part(".claude/agents/a.md", "---\ndescription: reviews\n---\n", Kind.AGENT, "a")
    found = started(agent)
    assert found.agent_tokens == len("- a: reviews")
    assert found.listing_characters == 0


def test_an_empty_framework_costs_nothing() -> None:
    assert started().tokens == 0


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


@pytest.mark.parametrize(
    ("full_tokens", "ratio"), [(0, 0.7), (20_000, 0.5), (70_000, 0.0), (900_000, 0.0)]
)
def test_a_command_leaves_the_rest_of_the_window(full_tokens: int, ratio: float) -> None:
    config = ContextConfig(window_tokens=100_000, reserve_tokens=20_000)
    framework = Framework(startup=Startup(memory_tokens=10_000))
    assert available_ratio(costing(full_tokens), framework, config) == pytest.approx(ratio)


def costing(full_tokens: int) -> Module:
    return replace(linked(part("a.md")).modules[0], full_tokens=full_tokens)

from __future__ import annotations

from dataclasses import replace

import pytest

from collectors.config import ContextConfig
from collectors.framework.context import available_ratio, startup
from collectors.framework.links import Part
from collectors.framework.listing import BUILT_IN_CHARACTERS
from collectors.framework.module import Framework, Kind, Module, Startup
from tests.collectors.framework.parts import linked, part
from tests.collectors.sites import Characters

DEFAULT = ContextConfig()


def started(*parts: Part, config: ContextConfig = DEFAULT) -> Startup:
    """What all parts that are no `other` cost at the start of a session."""
    return startup(
        {module.path: module for module in linked(*parts).modules},
        {each.content.digest: each.content for each in parts},
        at_start={each.path: "" for each in parts if each.kind is not Kind.OTHER},
        import_hops=4,
        config=config,
        tokenizer=Characters(),
    )


def command(name: str, head: str = "description: does it", body: str = "body") -> Part:
    text = f"---\n{head}\n---\n{body}"
    return part(f".claude/commands/{name}.md", text, Kind.COMMAND, f"/{name}")


def test_memory_counts_with_its_imports_each_once() -> None:
    memory = part("CLAUDE.md", "@a.md\n@b.md", Kind.MEMORY)
    found = started(memory, part("a.md", "@b.md"), part("b.md", "12345"))
    assert found.memory_tokens == 11 + 5 + 5


def test_block_comments_cost_nothing_in_memory() -> None:
    memory = part("CLAUDE.md", "text\n<!-- a note -->\nmore", Kind.MEMORY)
    assert (
        started(memory).memory_tokens == memory.content.injected_tokens < len("text\n<!-- a note")
    )


def test_a_front_matter_is_not_injected() -> None:
    rule = part(".claude/rules/a.md", "---\ndescription: x\n---\n\nrule", Kind.RULE)
    assert started(rule).memory_tokens == len("rule")


def test_a_rule_for_some_paths_is_loaded_later() -> None:
    scoped = part(".claude/rules/a.md", "---\npaths: ['src/**', '**']\n---\nrule", Kind.RULE)
    unscoped = part(".claude/rules/b.md", "rule", Kind.RULE)
    assert started(scoped, unscoped).memory_tokens == len("rule")


def test_a_rule_for_all_paths_is_loaded_at_once() -> None:
    rule = part(".claude/rules/a.md", "---\npaths: '**'\n---\nrule", Kind.RULE)
    assert started(rule).memory_tokens == len("rule")


def test_the_listing_holds_names_and_descriptions() -> None:
    found = started(command("plan", "description: plans it\nwhen_to_use: before work"))
    assert found.listing_characters == len("- plan: plans it - before work")
    assert found.listing_tokens == found.listing_characters


def test_an_entry_has_a_longest_length() -> None:
    config = ContextConfig(listing_entry_characters=10)
    found = started(command("a", f"description: {'x' * 50}"), config=config)
    assert found.listing_characters == len("- a: ") + 10


def test_the_budget_is_a_share_of_the_window_in_characters() -> None:
    config = ContextConfig(window_tokens=100_000, listing_budget_ratio=0.02)
    assert started(command("a"), config=config).listing_budget_characters == 8_000


def test_a_new_tokenizer_leaves_fewer_characters() -> None:
    config = ContextConfig(window_tokens=1_000_000, claude_family="claude-new")
    assert started(command("a"), config=config).listing_budget_characters == 30_000


def test_what_does_not_fit_the_budget_loses_its_description() -> None:
    config = ContextConfig(window_tokens=BUILT_IN_CHARACTERS + 20, listing_budget_ratio=0.25)
    found = started(
        command("a", "description: 123456"), command("b", "description: 1234"), config=config
    )
    assert found.listing_budget_characters == BUILT_IN_CHARACTERS + 20
    assert found.listing_characters == len("- a: 123456\n- b")
    assert found.unlisted_characters == 4


def test_agents_are_listed_apart() -> None:
    text = "---\nname: a\ndescription: reviews\ntools: Read, Grep\n---\n"
    found = started(part(".claude/agents/a.md", text, Kind.AGENT, "a"))
    assert found.agent_tokens == len("- a: reviews (Tools: Read, Grep)")
    assert found.listing_characters == 0


def test_an_empty_framework_costs_nothing() -> None:
    assert started().tokens == 0


@pytest.mark.parametrize(
    ("full_tokens", "ratio"), [(0, 0.7), (20_000, 0.5), (70_000, 0.0), (900_000, 0.0)]
)
def test_a_command_leaves_the_rest_of_the_window(full_tokens: int, ratio: float) -> None:
    config = ContextConfig(window_tokens=100_000, reserve_tokens=20_000)
    framework = Framework(startup=Startup(memory_tokens=10_000))
    assert available_ratio(costing(full_tokens), framework, config) == pytest.approx(ratio)


def costing(full_tokens: int) -> Module:
    return replace(linked(part("a.md")).modules[0], full_tokens=full_tokens)

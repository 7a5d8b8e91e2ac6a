from __future__ import annotations

import json

import pytest

from collectors.framework.plugin import Manifest, Plugin, Plugins, is_manifest, read_plugins


def read(**manifests: object) -> Plugins:
    """Manifests by `folder__file`, the root's as `__file`."""
    return read_plugins(
        Manifest(
            f"{name.rpartition('__')[0].replace('__', '/')}/.claude-plugin/"
            f"{name.rpartition('__')[2]}.json".lstrip("/"),
            json.dumps(fields).encode(),
        )
        for name, fields in manifests.items()
    )


def only(plugins: Plugins) -> Plugin:
    (plugin,) = plugins.plugins
    return plugin


def test_a_plugin_has_its_parts_in_the_known_folders() -> None:
    plugin = only(read(p__plugin={"name": "sc"}))
    assert (plugin.folder, plugin.name) == ("p", "sc")
    assert (plugin.commands, plugin.agents) == (("p/commands",), ("p/agents",))
    assert plugin.skills == ("p/skills",)


def test_a_plugin_without_a_name_is_called_like_its_folder() -> None:
    assert only(read(plugins__sc__plugin={})).name == "sc"


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"version": "1.0.0"}, "it has no name"),
        ({"name": "my plugin"}, "its name has spaces"),
        ({"name": "p", "agents": ["./a", "b"]}, "agents must be .md files, and ./a is none"),
        ({"name": "p", "skills": ["skills"]}, "skills must start with ./, and skills does not"),
    ],
)
def test_what_keeps_a_plugin_from_being_loaded_is_told_once(
    fields: dict[str, object], reason: str
) -> None:
    (finding,) = read(__plugin=fields).findings
    assert (finding.kind, finding.path) == ("not-loaded", ".claude-plugin/plugin.json")
    assert finding.detail == f"keeps Claude Code from loading the plugin: {reason}"


def test_a_plugin_that_is_loaded_has_no_finding() -> None:
    fields = {"name": "p", "agents": ["./a.md"], "commands": {"x": {"source": "./x.md"}}}
    assert read(__plugin=fields).findings == ()
    assert read(__marketplace={"plugins": [{"name": "p", "source": "."}]}).findings == ()


def test_a_manifest_moves_parts_by_path_list_or_table() -> None:
    fields = {
        "commands": "./cmd/",
        "agents": ["./a.md", "./b.md"],
        "skills": {"x": {"source": "./more"}},
    }
    plugin = only(read(__plugin=fields))
    assert plugin.commands == ("cmd",)
    assert plugin.agents == ("a.md", "b.md")
    assert plugin.skills == ("more", "skills")


@pytest.mark.parametrize("path", ["../other", "/etc", "a/../../other", ".."])
def test_a_manifest_cannot_point_out_of_its_plugin(path: str) -> None:
    assert only(read(p__plugin={"commands": path})).commands in [(), ("p/etc",)]


def test_a_marketplace_lists_the_plugins_of_its_tree() -> None:
    entries = [
        {"name": "one", "source": "./one"},
        {"name": "two", "source": "./plugins/two", "commands": "./cmd"},
        {"name": "far", "source": {"source": "github", "repo": "a/b"}},
        {"name": "out", "source": "../out"},
    ]
    plugins = read(__marketplace={"name": "shop", "plugins": entries})
    assert [(it.name, it.folder) for it in plugins.plugins] == [
        ("one", "one"),
        ("two", "plugins/two"),
    ]
    assert plugins.plugins[1].commands == ("plugins/two/cmd",)


def test_a_marketplace_may_keep_its_plugins_in_a_folder() -> None:
    fields = {"metadata": {"pluginRoot": "./all"}, "plugins": [{"name": "a", "source": "a"}]}
    assert only(read(__marketplace=fields)).folder == "all/a"


def test_a_plugin_s_own_manifest_counts_more_than_the_marketplace() -> None:
    entry = {"name": "shopname", "source": "./p", "agents": "./experts"}
    plugin = only(read(__marketplace={"plugins": [entry]}, p__plugin={"name": "own"}))
    assert plugin.name == "own"
    assert plugin.agents == ("p/experts",)


@pytest.mark.parametrize("content", [b"", b"{", b"[" * 100_000, b"\xff"])
def test_a_broken_manifest_is_a_finding(content: bytes) -> None:
    plugins = read_plugins([Manifest(".claude-plugin/plugin.json", content)])
    assert [finding.kind for finding in plugins.findings] == ["not-json"]
    assert only(plugins).commands == ("commands",)


@pytest.mark.parametrize("fields", [[], "x", 1, {"plugins": {"a": 1}}, {"plugins": [1, {}]}])
def test_a_manifest_of_another_shape_lists_nothing(fields: object) -> None:
    assert read(__marketplace=fields).plugins == ()


def test_manifests_are_known_by_their_place() -> None:
    assert is_manifest(".claude-plugin/plugin.json")
    assert is_manifest("a/.claude-plugin/marketplace.json")
    assert not is_manifest("a/plugin.json")
    assert not is_manifest(".claude-plugin/other.json")

from __future__ import annotations

from collections import OrderedDict

from hypothesis import given
from hypothesis import strategies as st

from collectors.cache import CacheStatistics, Component, ComponentCache, hot
from collectors.framework.module import Framework, Kind, Module, Stamp

ENTRIES, BYTES = 3, 100


def component(path: str, size: int = 10, modified: int = 0) -> Component:
    stamp = Stamp(device=1, inode=1, size=size, modified_ns=modified, changed_ns=0)
    return Component(path, stamp, text=path, mentions=(), tokens=1)


def kept(*paths: str) -> ComponentCache:
    cache = ComponentCache(entries=ENTRIES, bytes=BYTES)
    for path in paths:
        cache.keep(component(path))
    return cache


def holds(cache: ComponentCache, path: str) -> bool:
    return cache.find(path, component(path).stamp) is not None


def module(path: str, dependents: int) -> Module:
    return Module(
        path=path,
        kind=Kind.COMPONENT,
        name="",
        digest="",
        bytes=0,
        tokens=0,
        eager_tokens=0,
        full_tokens=0,
        dependents=dependents,
        references=(),
        stamp=Stamp(0, 0, 0, 0, 0),
    )


def test_what_was_kept_is_found() -> None:
    cache = kept("a.md")
    assert cache.find("a.md", component("a.md").stamp) == component("a.md")


def test_what_was_used_longest_ago_makes_room() -> None:
    cache = kept("a.md", "b.md", "c.md")
    holds(cache, "a.md")
    cache.keep(component("d.md"))
    assert [path for path in ("a.md", "b.md", "c.md", "d.md") if holds(cache, path)] == [
        "a.md",
        "c.md",
        "d.md",
    ]


def test_a_large_component_makes_room_by_bytes() -> None:
    cache = kept("a.md", "b.md")
    cache.keep(component("large.md", size=85))
    assert cache.statistics == CacheStatistics(entries=2, bytes=95)


def test_a_component_larger_than_the_cache_displaces_nothing() -> None:
    cache = kept("a.md")
    cache.keep(component("huge.md", size=BYTES + 1))
    assert cache.statistics == CacheStatistics(entries=1, bytes=10)


def test_a_component_that_outgrew_the_cache_is_dropped() -> None:
    cache = kept("a.md")
    cache.keep(component("a.md", size=BYTES + 1))
    assert cache.statistics == CacheStatistics()


def test_a_file_with_another_stamp_is_a_miss() -> None:
    cache = kept("a.md")
    assert cache.find("a.md", component("a.md", modified=1).stamp) is None
    assert cache.statistics.misses == 1


def test_a_save_drops_what_was_kept_of_the_file() -> None:
    cache = kept("a.md", "b.md")
    cache.forget({"a.md", "unknown.md"})
    assert (holds(cache, "a.md"), holds(cache, "b.md")) == (False, True)


def test_keeping_a_file_again_counts_it_once() -> None:
    cache = kept("a.md")
    cache.keep(component("a.md", size=30))
    assert cache.statistics == CacheStatistics(entries=1, bytes=30)


def test_an_emptied_cache_leaves_the_full_one_alone() -> None:
    cache = kept("a.md")
    assert cache.emptied().statistics == CacheStatistics()
    assert holds(cache, "a.md")


def test_hot_modules_are_those_that_most_others_include() -> None:
    modules = (module("a", 1), module("b", 5), module("c", 0), module("d", 5))
    assert hot(Framework(modules=modules), 3) == ("b", "d", "a")
    assert hot(Framework(modules=modules), 1) == ("b",)


steps = st.lists(
    st.tuples(
        st.sampled_from(("keep", "find", "forget")),
        st.sampled_from("abcdefg"),
        st.integers(0, BYTES + 20),
    )
)


@given(steps)
def test_a_cache_never_exceeds_its_bounds(actions: list[tuple[str, str, int]]) -> None:
    cache = ComponentCache(entries=ENTRIES, bytes=BYTES)
    for action, path, size in actions:
        _do(cache, action, component(path, size))
        assert 0 <= cache.statistics.entries <= ENTRIES
        assert 0 <= cache.statistics.bytes <= BYTES


@given(steps)
def test_a_cache_holds_the_most_recently_used_that_fit(actions: list[tuple[str, str, int]]) -> None:
    cache = ComponentCache(entries=ENTRIES, bytes=BYTES)
    model: OrderedDict[str, Component] = OrderedDict()
    for action, path, size in actions:
        _do(cache, action, component(path, size))
        _do_plainly(model, action, component(path, size))
    assert cache.statistics.entries == len(model)
    assert cache.statistics.bytes == sum(each.bytes for each in model.values())
    assert all(cache.find(path, each.stamp) == each for path, each in model.items())


def _do(cache: ComponentCache, action: str, each: Component) -> None:
    if action == "keep":
        cache.keep(each)
    elif action == "find":
        cache.find(each.path, each.stamp)
    else:
        cache.forget((each.path,))


def _do_plainly(model: OrderedDict[str, Component], action: str, each: Component) -> None:
    """The same by the definition: keep all, then drop the oldest until the rest fits."""
    if action == "find":
        if each.path in model and model[each.path].stamp == each.stamp:
            model.move_to_end(each.path)
        return
    model.pop(each.path, None)
    if action == "keep" and each.bytes <= BYTES:
        model[each.path] = each
    while len(model) > ENTRIES or sum(it.bytes for it in model.values()) > BYTES:
        del model[next(iter(model))]

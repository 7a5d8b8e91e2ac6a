from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from collectors.cache import ComponentCache
from collectors.errors import LoadError
from collectors.framework.grounds import Grounds
from collectors.framework.module import Framework
from collectors.framework.regular_file import LIMIT_BYTES
from collectors.loading.crew import Crew
from collectors.loading.loader import Loader, Prompt
from collectors.loading.plan import plan
from collectors.loading.stopwatch import Stopwatch
from collectors.tokens import RememberedTokenizer, Tokenizer
from tests.collectors.loading.frameworks import including, scanned, written
from tests.collectors.sites import Characters


class Counting(Characters):
    """Remembers every text it was asked about."""

    def __init__(self) -> None:
        self.texts: list[str] = []

    def count(self, text: str) -> int:
        self.texts.append(text)
        return super().count(text)


def empty_cache(entries: int = 64) -> ComponentCache:
    return ComponentCache(entries=entries, bytes=1_000_000)


def loader_of(framework: Framework, tokenizer: Tokenizer | None = None) -> Loader:
    return Loader.of(framework, Grounds.around(Path(framework.root)), tokenizer or Characters())


def load(framework: Framework, path: str, cache: ComponentCache | None = None) -> Prompt:
    loader = loader_of(framework)
    planned = plan(framework, loader.files.modules, path)
    return loader.load(planned, cache or empty_cache(), Stopwatch())


def load_parallel(framework: Framework, path: str, threads: int) -> Prompt:
    loader = loader_of(framework)
    planned = plan(framework, loader.files.modules, path)
    with Crew() as crew:
        return loader.load_parallel(planned, crew, threads=threads, watch=Stopwatch())


TEXTS = {
    "commands/plan.md": including("components/b.md", "components/a.md"),
    "components/a.md": including("components/c.md", text="A\r\n"),
    "components/b.md": including("components/c.md", "components/a.md", text="B\n"),
    "components/c.md": "no newline at the end",
}


def test_a_module_comes_before_what_it_includes_and_each_file_once(tmp_path: Path) -> None:
    prompt = load(written(tmp_path, TEXTS), "commands/plan.md")
    order = ("commands/plan.md", "components/b.md", "components/c.md", "components/a.md")
    assert prompt.modules == order
    assert prompt.text == "".join(TEXTS[path] for path in order)


def test_the_tokens_of_a_prompt_are_those_of_its_files(tmp_path: Path) -> None:
    prompt = load(written(tmp_path, TEXTS), "commands/plan.md")
    assert prompt.tokens == sum(map(len, TEXTS.values()))


def test_a_cycle_is_loaded_once_around(tmp_path: Path) -> None:
    framework = written(tmp_path, {"a.md": including("b.md"), "b.md": including("a.md")})
    assert load(framework, "b.md").modules == ("b.md", "a.md")


def test_a_mention_is_not_loaded(tmp_path: Path) -> None:
    framework = written(tmp_path, {"a.md": "See [b](b.md).\n", "b.md": "Be brief.\n"})
    assert framework.modules[0].references
    assert load(framework, "a.md").modules == ("a.md",)


def test_a_missing_target_is_left_out(tmp_path: Path) -> None:
    framework = written(tmp_path, {"a.md": including("gone.md")})
    assert load(framework, "a.md").modules == ("a.md",)


def test_a_second_load_finds_every_file_in_the_cache(tmp_path: Path) -> None:
    framework, cache = written(tmp_path, TEXTS), empty_cache()
    first, second = (load(framework, "commands/plan.md", cache) for _ in range(2))
    assert (first.kept, second.kept) == (frozenset(), frozenset(TEXTS))
    assert first.text == second.text


def test_a_cold_load_counts_every_file_and_a_warm_one_none(tmp_path: Path) -> None:
    framework, tokenizer, cache = written(tmp_path, TEXTS), Counting(), empty_cache()
    loader = loader_of(framework, tokenizer)
    planned = plan(framework, loader.files.modules, "commands/plan.md")
    for used in (cache, cache.emptied(), cache):
        loader.load(planned, used, Stopwatch())
    assert sorted(tokenizer.texts) == sorted([*TEXTS.values()] * 2)


def test_a_text_that_was_counted_before_is_looked_up(tmp_path: Path) -> None:
    framework, counting = written(tmp_path, {"a.md": "Be brief.\n"}), Counting()
    loader = loader_of(framework, RememberedTokenizer(counting, {}))
    planned = plan(framework, loader.files.modules, "a.md")
    for _ in range(2):
        loader.load(planned, empty_cache(), Stopwatch())
    assert counting.texts == ["Be brief.\n"]


def test_every_moment_of_a_load_belongs_to_a_phase(tmp_path: Path) -> None:
    framework, watch = written(tmp_path, TEXTS), Stopwatch()
    loader = loader_of(framework)
    loader.load(plan(framework, loader.files.modules, "commands/plan.md"), empty_cache(), watch)
    phases = dict(watch.phases_ns)
    assert tuple(phases) == ("read", "parse", "resolve", "count", "assemble")
    assert sum(phases.values()) == watch.wall_ns


def test_bytes_that_are_not_utf_8_are_loaded_as_the_scan_reads_them(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(b"caf\xe9 <|endoftext|>\n")
    assert load(scanned(tmp_path, {"a.md": ""}), "a.md").text == "caf\ufffd <|endoftext|>\n"


def test_a_file_that_vanished_is_not_loaded(tmp_path: Path) -> None:
    framework = written(tmp_path, TEXTS)
    (tmp_path / "components/c.md").unlink()
    with pytest.raises(LoadError, match=r"components/c\.md: cannot be loaded: No such file"):
        load(framework, "commands/plan.md")


def test_a_file_that_changed_is_loaded_neither_cold_nor_from_the_cache(tmp_path: Path) -> None:
    framework, cache = written(tmp_path, TEXTS), empty_cache()
    load(framework, "commands/plan.md", cache)
    (tmp_path / "components/c.md").write_text("something longer than it was")
    for used in (cache, empty_cache()):
        with pytest.raises(LoadError, match=r"components/c\.md: has changed since it was scanned"):
            load(framework, "commands/plan.md", used)


def test_what_took_the_place_of_a_file_is_not_opened(tmp_path: Path) -> None:
    framework = written(tmp_path, TEXTS)
    (tmp_path / "components/c.md").unlink()
    os.mkfifo(tmp_path / "components/c.md")
    for threads in (1, 2):
        with pytest.raises(LoadError, match="has changed"):
            load_parallel(framework, "commands/plan.md", threads)


def test_a_file_over_the_limit_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(b"a" * (LIMIT_BYTES + 1))
    with pytest.raises(LoadError, match="are not read"):
        load(scanned(tmp_path, {"a.md": ""}), "a.md")


def test_a_path_that_is_no_module_is_not_opened(tmp_path: Path) -> None:
    framework = written(tmp_path, TEXTS)
    with pytest.raises(LoadError, match="is no module"):
        load(framework, "../secret.md")


names = [f"{number}.md" for number in range(6)]
edges = st.lists(
    st.lists(st.sampled_from(names), max_size=4), min_size=len(names), max_size=len(names)
)


@given(edges, st.integers(1, 3), st.integers(0, 4))
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_every_mode_makes_the_same_prompt(
    tmp_path: Path, targets: list[list[str]], threads: int, entries: int
) -> None:
    texts = {
        name: including(*named, text=f"{name} é\r\n")
        for name, named in zip(names, targets, strict=True)
    }
    framework, cache = written(tmp_path, texts), empty_cache(entries)
    cold = load(framework, "0.md")
    warm = [load(framework, path, cache) for path in (*names, "0.md")][-1]
    parallel = load_parallel(framework, "0.md", threads)
    assert cold.text == warm.text == parallel.text
    assert cold.tokens == warm.tokens == parallel.tokens
    assert cold.modules == warm.modules == parallel.modules

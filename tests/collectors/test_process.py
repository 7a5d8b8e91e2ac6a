from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest
from hypothesis import given
from hypothesis import strategies as st

from collectors.config import Config, DashboardConfig
from collectors.framework.module import Framework
from collectors.metrics import CATALOGUE
from collectors.model import Occasion, Record, Sample, Status, Trigger
from collectors.presence import Living
from collectors.process import ProcessCollector, Rate
from collectors.process_tree import (
    SEARCH_SECONDS,
    ProcessTree,
    Use,
    find_claude,
    find_process,
    is_claude_script,
)
from collectors.site import Site
from tests.collectors.sites import site_at

TICK = Occasion(Trigger.TICK, at=1, framework=Framework())

FAMILY = """
import subprocess, sys
child = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
print(child.pid, flush=True)
input()
"""


class Session:
    """A process with one child, both waiting, in a folder of their own."""

    def __init__(self, folder: Path, program: str = sys.executable) -> None:
        self.process = subprocess.Popen(
            [program, "-c", FAMILY],
            cwd=folder,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self.process.stdout
        self.child = int(self.process.stdout.readline())

    @property
    def pid(self) -> int:
        return self.process.pid

    def end(self) -> None:
        if self.process.poll() is None:
            psutil.Process(self.child).kill()
        self.process.kill()
        self.process.communicate()


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    session = Session(tmp_path)
    yield session
    session.end()


def watching(root: Path, pid: int = 0) -> Site:
    return site_at(root, Config(dashboard=DashboardConfig(session_pid=pid)))


def samples(records: list[Record], metric: str) -> list[Sample]:
    return [r for r in records if isinstance(r, Sample) and r.metric == metric]


def statuses(records: list[Record]) -> list[Status]:
    return [record for record in records if isinstance(record, Status)]


def test_the_first_look_tells_no_cpu(tmp_path: Path) -> None:
    records = list(ProcessCollector(watching(tmp_path, os.getpid())).collect(TICK))
    for metric in ("cpu_ratio", "self_cpu_ratio", "process_cpu_ratio"):
        assert samples(records, metric) == []


def test_the_second_look_tells_the_cpu_of_every_core_and_of_perfdash(tmp_path: Path) -> None:
    collector = ProcessCollector(watching(tmp_path))
    list(collector.collect(TICK))
    records = list(collector.collect(TICK))
    cores = samples(records, "cpu_ratio")
    assert len(cores) == psutil.cpu_count()
    assert all(0 <= sample.value <= 1 for sample in cores)
    assert len(samples(records, "self_cpu_ratio")) == 1


def test_every_sample_is_in_the_catalogue_with_its_labels(tmp_path: Path, session: Session) -> None:
    collector = ProcessCollector(watching(tmp_path, session.pid))
    list(collector.collect(TICK))
    for record in collector.collect(TICK):
        if isinstance(record, Status):
            continue
        assert isinstance(record, Sample)
        assert tuple(name for name, _ in record.labels) == CATALOGUE[record.metric].labels


def test_memory_is_that_of_the_machine(tmp_path: Path) -> None:
    records = list(ProcessCollector(watching(tmp_path)).collect(TICK))
    (total,) = samples(records, "memory_total_bytes")
    (available,) = samples(records, "memory_available_bytes")
    assert 0 < available.value < total.value


def test_the_session_is_the_process_that_was_named(tmp_path: Path, session: Session) -> None:
    records = list(ProcessCollector(watching(tmp_path, session.pid)).collect(TICK))
    (memory,) = samples(records, "process_resident_memory_bytes")
    (status,) = statuses(records)
    assert memory.labels == (("who", "session"),)
    assert (status.degraded, str(session.pid) in status.detail) == (False, True)


def test_children_belong_to_the_session(tmp_path: Path, session: Session) -> None:
    whole = ProcessTree(tmp_path, session.pid).use(0.0)
    child = psutil.Process(session.child).memory_info().rss
    parent = psutil.Process(session.pid).memory_info().rss
    assert whole
    assert child > 0
    assert whole.resident_bytes == pytest.approx(parent + child, rel=0.05)


def test_a_session_that_ended_is_waited_for_again(tmp_path: Path, session: Session) -> None:
    collector = ProcessCollector(watching(tmp_path, session.pid))
    list(collector.collect(TICK))
    session.end()
    records = list(collector.collect(TICK))
    (status,) = statuses(records)
    assert status.degraded
    assert "is not running" in status.detail
    assert samples(records, "process_resident_memory_bytes") == []


def test_a_pid_that_never_was_is_told(tmp_path: Path) -> None:
    tree = ProcessTree(tmp_path, 2**22 + 1)
    assert tree.use(0.0) is None
    assert tree.status().degraded
    assert find_process(2**22 + 1) is None


@pytest.fixture
def claude(tmp_path: Path) -> Iterator[Session]:
    """A session whose process is called claude, at work below `project`."""
    program = tmp_path / "bin" / "claude"
    program.parent.mkdir()
    program.symlink_to(Path(sys.executable).resolve())
    (tmp_path / "project" / "below").mkdir(parents=True)
    session = Session(tmp_path / "project" / "below", str(program))
    yield session
    session.end()


def test_claude_code_is_found_by_the_folder_it_works_in(tmp_path: Path, claude: Session) -> None:
    found = find_claude(tmp_path / "project")
    assert found
    assert found.pid == claude.pid


def test_claude_code_at_work_elsewhere_is_not_ours(tmp_path: Path, claude: Session) -> None:
    (tmp_path / "other").mkdir()
    assert find_claude(tmp_path / "other") is None


def test_claude_code_is_looked_for_now_and_then(tmp_path: Path) -> None:
    tree = ProcessTree(tmp_path, 0)
    assert tree.use(0.0) is None
    assert not tree.status().degraded
    assert "waiting for Claude Code" in tree.status().detail
    program = tmp_path / "claude"
    program.symlink_to(Path(sys.executable).resolve())
    session = Session(tmp_path, str(program))
    assert tree.use(SEARCH_SECONDS - 1) is None
    assert tree.use(SEARCH_SECONDS) is not None
    session.end()


class Told:
    """What is told of sessions that run."""

    def __init__(self, *living: Living) -> None:
        self.living = living

    def __call__(self) -> tuple[Living, ...]:
        return self.living


def test_the_session_that_is_told_of_first_is_followed(tmp_path: Path, session: Session) -> None:
    told = Told(Living("a", session.pid, busy=True), Living("b", os.getpid(), busy=False))
    tree = ProcessTree(tmp_path, 0, living=told)
    assert tree.use(0.0)
    assert str(session.pid) in tree.status().detail


def test_another_session_is_followed_once_it_works_and_the_first_does_not(
    tmp_path: Path, session: Session
) -> None:
    told = Told(Living("a", session.pid, busy=True))
    tree = ProcessTree(tmp_path, 0, living=told)
    tree.use(0.0)
    told.living = (Living("b", os.getpid(), busy=True), Living("a", session.pid, busy=True))
    assert tree.use(SEARCH_SECONDS)
    told.living = (Living("b", os.getpid(), busy=True), Living("a", session.pid, busy=False))
    assert tree.use(2 * SEARCH_SECONDS) is None  # so that no rate is taken over both
    assert tree.use(2 * SEARCH_SECONDS)
    assert str(os.getpid()) in tree.status().detail


def test_a_process_that_the_user_named_is_kept(tmp_path: Path, session: Session) -> None:
    told = Told(Living("b", os.getpid(), busy=True))
    tree = ProcessTree(tmp_path, session.pid, living=told)
    tree.use(0.0)
    assert tree.use(SEARCH_SECONDS)
    assert str(session.pid) in tree.status().detail


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("/usr/local/bin/claude", True),
        ("/usr/lib/node_modules/@anthropic-ai/claude-code/cli.js", True),
        ("/home/me/claude-notes/server.js", False),
        ("claude", False),
    ],
)
def test_claude_codes_script_is_known_wherever_it_lies(word: str, *, expected: bool) -> None:
    assert is_claude_script(word) is expected


def test_no_core_is_busier_than_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("psutil.cpu_percent", lambda **_: [100.4, 50.0])
    collector = ProcessCollector(site_at(tmp_path))
    told = [sample for _ in range(2) for sample in collector.collect(TICK)]
    cores = [it.value for it in told if isinstance(it, Sample) and it.metric == "cpu_ratio"]
    assert cores == [1.0, 0.5]


def test_a_rate_is_the_share_of_the_time_that_passed() -> None:
    rate = Rate()
    assert rate.ratio(10.0, now=100.0) is None
    assert rate.ratio(12.5, now=105.0) == 0.5
    assert rate.ratio(12.5, now=110.0) == 0.0


def test_a_total_that_fell_gives_no_rate() -> None:
    rate = Rate()
    rate.ratio(10.0, now=100.0)
    assert rate.ratio(3.0, now=105.0) is None
    assert rate.ratio(4.0, now=110.0) == 0.2


@given(st.lists(st.tuples(st.floats(0, 1e9), st.floats(0, 1e9)), max_size=20))
def test_a_rate_is_never_negative(looks: list[tuple[float, float]]) -> None:
    rate = Rate()
    ratios = [rate.ratio(total, now) for total, now in looks]
    assert all(ratio is None or ratio >= 0 for ratio in ratios)


def test_uses_add_up() -> None:
    assert Use(1.0, 2, 3, 4) + Use(0.5, 1, 1, 1) == Use(1.5, 3, 4, 5)

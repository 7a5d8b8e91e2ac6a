"""What a session at work costs a dashboard, and how soon a turn of it is seen."""

from __future__ import annotations

import re
import sys
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from itertools import groupby
from pathlib import Path

import orjson

from collectors.sessions.slug import slug
from tests.benchmarks.result import Result, at_quantile, usual
from tests.benchmarks.saves import Notes
from tests.benchmarks.setting import Setting, environment, new_state, perfdash
from tests.benchmarks.terminal import Terminal
from tests.transcripts.library import library
from tests.transcripts.plan import Plan, Style

_MOST_SECONDS, _MOST_CPU = 0.4, 0.015
_SETTLING_SECONDS = 12.0
_LINES_PER_SECOND = 2.0
"""Of a session at work, which asks the model again every few seconds."""
_TURNS = 40
_BEFORE = 20
_PAUSE_SECONDS = 1.1
_PLAN = Plan(
    sessions=1,
    turns=200,
    style=Style.NEW,
    agents=0.0,
    failures=0.0,
    retries=0.0,
    interruptions=0.0,
    forks=0.0,
    gateways=0.0,
    side_questions=0.0,
    oddities=0.0,
    torn=0.0,
)
"""Each turn ends with a reply that nothing told of before."""
_STAMP = re.compile(rb'"timestamp":"[^"]+"')
_FOLDER = re.compile(rb'"cwd":"[^"]+"')
_LOADS = {"PERFDASH_LOAD_BUDGET_RATIO": "0"}


def live(setting: Setting) -> Iterator[Result]:
    """Write a session beside a dashboard, first by turns, then line by line."""
    root = setting.frameworks[0]
    delays = _seen(root, setting)
    yield at_quantile(f"turn to screen, P50 of {len(delays)} turns", delays, 0.50)
    yield at_quantile(
        f"turn to screen, P95 of {len(delays)} turns", delays, 0.95, bar=_MOST_SECONDS
    )
    what = f"CPU beside a session of {_LINES_PER_SECOND:g} lines a second, no loads"
    yield usual(what, [_busy(root, setting)], unit="ratio", bar=_MOST_CPU)


@dataclass(slots=True)
class _Session:
    """A session that is made up, and written as if it went on now."""

    root: Path
    config_dir: Path
    seed: int
    bursts: list[bytes] = field(default_factory=list)

    def __post_init__(self) -> None:
        script = sorted(library(replace(_PLAN, seed=self.seed)).script, key=lambda it: it.at)
        paths = {it.path for it in script if "/subagents/" not in it.path}
        self.bursts = _bursts(it.content for it in script if it.path in paths)

    def write(self, *bursts: bytes) -> float:
        """Append what was told just now, and say when that was."""
        folder = self.config_dir / "projects" / slug(str(self.root))
        folder.mkdir(parents=True, exist_ok=True)
        moment = datetime.now(UTC).isoformat(timespec="milliseconds").encode()
        cwd = b'"cwd":"%s"' % str(self.root).encode()
        stamp = b'"timestamp":"%s"' % moment
        told = b"".join(_FOLDER.sub(cwd, _STAMP.sub(stamp, burst)) for burst in bursts)
        with (folder / f"live-{self.seed}.jsonl").open("ab") as file:
            began = time.monotonic()
            file.write(told)
        return began


def _seen(root: Path, setting: Setting) -> list[float]:
    """Seconds from the last line of each turn until a screen with it was drawn."""
    state = new_state(setting)
    session, notes = _Session(root, state / "claude", 1), Notes(state / "notes")
    command = [sys.executable, "-m", "tests.benchmarks.probe", str(root), str(notes.path)]
    turns = list(_turns(session.bursts))
    session.write(*turns[0])
    with Terminal(command, environment(state)) as terminal:
        terminal.shown("total ")
        time.sleep(_SETTLING_SECONDS)
        return [_delay(turn, session, notes, terminal) for turn in turns[1 : _TURNS + 1]]


def _delay(turn: list[bytes], session: _Session, notes: Notes, terminal: Terminal) -> float:
    session.write(*turn[:-1])
    time.sleep(_PAUSE_SECONDS)
    before = notes.requests()
    began = session.write(turn[-1])
    read = terminal.wait_for(lambda: notes.more_requests(before))
    return terminal.changed(since=read) - began


def _bursts(lines: Iterable[bytes]) -> list[bytes]:
    """What is written at once: a reply is, when it has ended, however many lines it has."""
    grouped = groupby(enumerate(lines), key=lambda it: _message(it[1]) or str(it[0]))
    return [b"".join(line for _, line in group) for _, group in grouped]


def _message(line: bytes) -> str:
    """The id of the reply that a line is of; empty for other lines."""
    try:
        return str(orjson.loads(line)["message"]["id"])
    except (ValueError, KeyError, TypeError):
        return ""


def _turns(bursts: Iterable[bytes]) -> Iterator[list[bytes]]:
    """Bursts up to each reply that ends a turn."""
    turn: list[bytes] = []
    for burst in bursts:
        turn.append(burst)
        if b'"stop_reason":"end_turn"' in burst:
            yield turn
            turn = []


def _busy(root: Path, setting: Setting) -> float:
    """Share of one core while a session is written as it would be."""
    state = new_state(setting)
    session = _Session(root, state / "claude", 2)
    session.write(*session.bursts[:_BEFORE])
    with Terminal([perfdash(), str(root)], environment(state, **_LOADS)) as terminal:
        terminal.shown("total ")
        time.sleep(_SETTLING_SECONDS)
        began, cpu = time.monotonic(), terminal.cpu_seconds
        written = 0
        for burst in session.bursts[_BEFORE:]:
            written += burst.count(b"\n")
            session.write(burst)
            time.sleep(max(0.0, began + written / _LINES_PER_SECOND - time.monotonic()))
            if time.monotonic() - began >= setting.seconds:
                break
        return (terminal.cpu_seconds - cpu) / (time.monotonic() - began)

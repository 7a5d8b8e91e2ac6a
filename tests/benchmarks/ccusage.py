"""Whether tokens are those that ccusage counts, and what reading them costs beside it.

ccusage (npm) is a native program that adds up tokens by day. It is run as it is installed: on the
path, or where npm finds it without asking any registry; else nothing is compared. Left out is
what it is known to count otherwise: replies without request ids, and side questions. Its prices
are not compared, for it knows none of the newest models. Beside it stands what Python cannot do
without: to parse each line, by orjson, and no more.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import orjson

from collectors.sessions.crew import processors
from tests.benchmarks.child import cpu_seconds, floor, importing, output, peak_bytes, run
from tests.benchmarks.live import live
from tests.benchmarks.result import Result, against, less, usual
from tests.benchmarks.setting import Setting, environment, new_state, perfdash
from tests.transcripts.files import lay_out
from tests.transcripts.library import library
from tests.transcripts.plan import Plan, Style
from tests.transcripts.reading import read

_KINDS = {
    "inputTokens": "input_tokens",
    "outputTokens": "output_tokens",
    "cacheCreationTokens": "cache_creation_input_tokens",
    "cacheReadTokens": "cache_read_input_tokens",
}
_SEEDS = 10
_LARGE_BYTES = 200_000_000
_BULK = 16_000
_MOST_TIME = 1.0
_MOST_BYTES = 120_000_000
_MOST_AGAIN = 0.030


def sessions(setting: Setting) -> Iterator[Result]:
    """Watch a session at work; compare tokens, then time and memory, where ccusage is installed."""
    yield from live(setting)
    program = ccusage()
    if not program:
        print("ccusage is not installed here: nothing to compare with", file=sys.stderr)
        return
    for style in Style:
        yield _agreement(setting, program, style)
    yield from _reading(setting, program)


def ccusage() -> list[str]:
    """The words that run ccusage; none when it is not installed."""
    if found := shutil.which("ccusage"):
        return [found]
    if npx := shutil.which("npx"):
        words = [npx, "--no-install", "ccusage"]
        tried = subprocess.run([*words, "--version"], capture_output=True, check=False)
        return words if not tried.returncode else []
    return []


def _agreement(setting: Setting, program: Sequence[str], style: Style) -> Result:
    """The largest difference of any kind of tokens on any day of any set."""
    differences = []
    for seed in range(_SEEDS):
        folder = setting.scratch / f"{style}-{seed}"
        made = library(Plan(seed=seed, style=style, gateways=0.0, side_questions=0.0))
        found = read(folder, made).sessions
        ours = Counter[tuple[str, str]]()
        for usage in (usage for it in found.summaries for usage in it.usages):
            day = time.strftime("%Y-%m-%d", time.gmtime(usage.at / 1000))
            for kind in _KINDS.values():
                ours[day, kind] += getattr(usage.tokens, kind)
        theirs = _by_day(program, folder / "claude")
        keys = {*ours, *theirs}
        differences.append(max((abs(ours[key] - theirs[key]) for key in keys), default=0))
    what = f"tokens by day and kind, {style}: largest difference of {_SEEDS} sets"
    return Result(what, max(differences), "tokens", tuple(map(float, differences)), bar=0)


def _by_day(program: Sequence[str], config_dir: Path) -> Counter[tuple[str, str]]:
    told: Any = orjson.loads(output(_daily(program), _env(config_dir, config_dir.parent)))
    return Counter(
        {
            (day.get("period") or day["date"], kind): day[name]
            for day in told["daily"]
            for name, kind in _KINDS.items()
        }
    )


def _daily(program: Sequence[str]) -> list[str]:
    return [*program, "claude", "daily", "--json", "--offline", "--timezone", "UTC"]


def _env(config_dir: Path, state: Path) -> Mapping[str, str]:
    return environment(state, CLAUDE_CONFIG_DIR=str(config_dir), TZ="UTC")


def _reading(setting: Setting, program: Sequence[str]) -> Iterator[Result]:
    config_dir, root = setting.scratch / "large", setting.scratch / "root"
    root.mkdir()
    size = _lay_out_large(config_dir)
    command = [perfdash(), "sessions", str(root), "--all", "--json"]
    parsing = run(floor("parse_lines", str(config_dir), str(processors())))
    ours, theirs, parsed, peaks, again = [], [], [], [], []
    for _ in range(setting.rounds):
        env = _env(config_dir, new_state(setting))
        theirs.append(_timed(_daily(program), env))
        ours.append(_timed(run(command), env))
        parsed.append(_timed(parsing, env))
        peaks.append(peak_bytes(run(command), _env(config_dir, new_state(setting))))
        imported = importing(command, env)
        again += less([cpu_seconds(run(command), env)], [cpu_seconds(imported, env)])
    what = f"first reading of {size / 1e6:.0f} MB"
    yield against(f"{what} beside ccusage", ours, theirs, bar=_MOST_TIME)
    yield against(f"{what} beside parsing its lines in as many processes", ours, parsed)
    yield usual(f"{what}, peak memory (PSS) of all processes", peaks, unit="bytes", bar=_MOST_BYTES)
    yield usual("nothing new to read, CPU less imports", again, bar=_MOST_AGAIN)
    yield _totals(program, command, env)


def _lay_out_large(config_dir: Path) -> int:
    """Write sets until they are large; how large."""
    size = 0
    for seed in range(10_000):
        plan = Plan(seed=seed, sessions=10, turns=20, bulk=_BULK, gateways=0.0, side_questions=0.0)
        script = library(plan).script
        lay_out(config_dir, script)
        size += sum(len(written.content) for written in script)
        if size >= _LARGE_BYTES:
            break
    return size


def _totals(program: Sequence[str], command: Sequence[str], env: Mapping[str, str]) -> Result:
    """The largest difference of any kind of tokens in all that both print of the large set."""
    told: Any = orjson.loads(output(run(command), env))
    ours = Counter[str]()
    for use in told["totals"]["by_model"].values():
        ours["input_tokens"] += use["input_tokens"]
        ours["output_tokens"] += use["output_tokens"]
        ours["cache_read_input_tokens"] += use["cache_read_input_tokens"]
        for kept in ("5m", "1h"):
            ours["cache_creation_input_tokens"] += use[f"cache_creation_{kept}_input_tokens"]
    totals: Any = orjson.loads(output(_daily(program), env))["totals"]
    largest = max(abs(ours[kind] - totals[name]) for name, kind in _KINDS.items())
    return Result("tokens by kind of that set: largest difference", largest, "tokens", bar=0)


def _timed(command: Sequence[str], env: Mapping[str, str]) -> float:
    """Seconds from its start to its end."""
    began = time.perf_counter()
    output(command, env)
    return time.perf_counter() - began

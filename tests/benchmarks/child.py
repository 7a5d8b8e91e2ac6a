"""What fresh processes cost, print and import."""

from __future__ import annotations

import re
import resource
import subprocess
import sys
import time
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from importlib import metadata
from pathlib import Path
from typing import Any

import orjson

from tests.benchmarks.setting import perfdash

FLOORS = Path(__file__).parent / "floors"
_IMPORT = "import sys; [__import__(name) for name in sys.argv[1:]]"
_FREEZE = "; import gc; gc.freeze()"


def output(command: Sequence[str], environment: Mapping[str, str]) -> bytes:
    """Run a command to its end and return what it printed; leave when it failed."""
    done = subprocess.run(command, env=environment, capture_output=True, check=False)
    if done.returncode:
        sys.exit(f"{' '.join(command)} failed:\n{done.stderr.decode(errors='replace')}")
    return done.stdout


def cpu_seconds(command: Sequence[str], environment: Mapping[str, str]) -> float:
    """The CPU time of a command from its first instruction to its last, in user and system."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    output(command, environment)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def peak_bytes(command: Sequence[str], environment: Mapping[str, str]) -> float:
    """The most memory of a command and what it starts; shared pages count once, looked at often.

    What the system says of a child's peak counts ours too: it is ours until it is another program.
    """
    child = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)
    peak = 0.0
    while child.poll() is None:
        peak = max(peak, sum(map(_pss, [child.pid, *_children(child.pid)])))
        time.sleep(0.005)
    return peak


def _children(pid: int) -> list[int]:
    try:
        return list(map(int, Path(f"/proc/{pid}/task/{pid}/children").read_text("ascii").split()))
    except OSError:
        return []


def _pss(pid: int) -> float:
    """Bytes; 0 for a process that has ended."""
    try:
        text = Path(f"/proc/{pid}/smaps_rollup").read_text("ascii")
    except OSError:
        return 0.0
    told = text.partition("\nPss:")[2].split()
    return 1024.0 * int(told[0]) if told else 0.0


def imports(command: Sequence[str], environment: Mapping[str, str]) -> tuple[list[str], set[str]]:
    """What a script and its arguments import: outermost modules in order, and all there are."""
    timed = [sys.executable, "-X", "importtime", *command]
    done = subprocess.run(timed, env=environment, capture_output=True, text=True, check=True)
    lines = (line for line in done.stderr.splitlines() if line.startswith("import time:"))
    columns = [line.rpartition("| ")[2] for line in lines][1:]
    return [name for name in columns if name.strip() == name], {name.strip() for name in columns}


def undeclared(modules: Iterable[str]) -> set[str]:
    """The installed packages that these modules are of and perfdash does not depend on.

    Such a package is there for the tests alone, and what it costs is no cost of perfdash.
    """
    of_package = metadata.packages_distributions()
    packages = {name for module in modules for name in of_package.get(module.partition(".")[0], ())}
    return {name for name in packages if _plain(name) not in _required("perfdash", set())}


def _required(package: str, known: set[str]) -> set[str]:
    """A package, and all it depends on without its extras."""
    if _plain(package) not in known:
        known.add(_plain(package))
        with suppress(metadata.PackageNotFoundError):
            for requirement in metadata.requires(package) or ():
                if "extra ==" not in requirement:
                    _required(re.split(r"[^\w.-]", requirement, maxsplit=1)[0], known)
    return known


def _plain(package: str) -> str:
    return re.sub(r"[-_.]+", "-", package).lower()


def importing(
    command: Sequence[str], environment: Mapping[str, str], *, frozen: bool = False
) -> list[str]:
    """The command of a process that only imports what a script does, in the same order.

    `frozen`, it leaves as a scan does: without a search for garbage in what was imported.
    """
    outermost, _ = imports(command, environment)
    return [sys.executable, "-c", _IMPORT + (_FREEZE if frozen else ""), *outermost]


def scan(root: Path, environment: Mapping[str, str]) -> Any:
    """What `perfdash scan --json` prints, decoded."""
    return orjson.loads(output([perfdash(), "scan", str(root), "--json"], environment))


def floor(name: str, *arguments: str) -> list[str]:
    """A script that does no more than it must, and its arguments."""
    return [str(FLOORS / f"{name}.py"), *arguments]


def run(script: Sequence[str]) -> list[str]:
    """The command that runs a script with this Python."""
    return [sys.executable, *script]

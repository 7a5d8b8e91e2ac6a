"""What timings depend on besides the framework, as it is in this process."""

from __future__ import annotations

import os
import platform
from functools import cache
from pathlib import Path

from collectors import __version__
from collectors.baseline import Environment

_PROCESSORS = Path("/proc/cpuinfo")


@cache
def environment(processors: Path = _PROCESSORS) -> Environment:
    """Look at the machine, Python and perfdash, once."""
    return Environment(
        machine=" ".join(filter(None, (_processor(processors), platform.machine()))),
        cores=os.cpu_count() or 0,
        python=platform.python_version(),
        perfdash=__version__,
    )


def _processor(processors: Path) -> str:
    """The processor's model as Linux names it; empty elsewhere, and where no model is named."""
    try:
        lines = processors.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return ""
    named = (line.partition(":") for line in lines if line.startswith("model name"))
    return next((name.strip() for _, _, name in named), "")

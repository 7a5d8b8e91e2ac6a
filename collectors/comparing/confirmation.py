"""One module held against a baseline at once, as a command needs it."""

from __future__ import annotations

from dataclasses import replace

from collectors.baseline import Baseline, Comparison
from collectors.clock import Clock
from collectors.comparing.contents import Contents
from collectors.comparing.processes import time_in_processes
from collectors.comparing.trial import Trial
from collectors.framework.module import Framework
from collectors.site import Site


def confirm(site: Site, framework: Framework, module: str, *, baseline: Baseline) -> Comparison:
    """Time old and new content in turns in one process, until it is decided; some 0.2 s or more.

    Raises `LoadError` when either content cannot be had, `CompareError` when the process fails.
    """
    contents = Contents.of(baseline, framework, site)
    pair = contents.pair(module)
    with Trial(pair) as trial:
        trial.finish()
    return contents.comparison(pair, trial.tally, at=Clock().now())


def confirm_in_processes(
    site: Site, framework: Framework, module: str, *, baseline: Baseline
) -> Comparison:
    """Time them in five to 25 pairs of fresh processes: slower, but no process can be to blame.

    Raises as `confirm` does.
    """
    contents = Contents.of(baseline, framework, site)
    pair = contents.pair(module)
    comparison = contents.comparison(pair, time_in_processes(pair), at=Clock().now())
    return replace(comparison, fresh_processes=True)

"""What a scan rests on: as long as all of it is as it was, so is the framework.

Files are held against each other by their stamps, whatever else counts by its words. What lies
outside of the walk, where an import leads or would lead, is looked at by name.
"""

from __future__ import annotations

from collections.abc import Iterable
from operator import attrgetter
from pathlib import Path

from collectors.config import Config
from collectors.framework.module import Footing
from collectors.framework.survey import Survey
from collectors.framework.versions import CONTENT_VERSION, SCAN_VERSION
from collectors.tokens import digest

_MARKS = attrgetter("device", "inode", "size", "modified_ns", "changed_ns")


def footing(
    survey: Survey, config: Config, encoding: str, *, outside: Iterable[str] | None = None
) -> Footing:
    """What a fresh walk found, and what lies `outside` of it: by default all that was asked for."""
    names = tuple(survey.outside if outside is None else outside)
    grounds, tree, files = survey.grounds, survey.tree, survey.files
    rules = (SCAN_VERSION, CONTENT_VERSION, encoding, config.framework, config.context, grounds)
    stamps = [(path, _MARKS(files[path].stamp)) for path in sorted(files)]
    places = [grounds.located(name) for name in names]
    everything = repr((rules, tree.aliases, tree.findings, stamps, places))
    return Footing(digest(everything.encode("utf-8", "surrogatepass")), names)


def holds(known: Footing, root: Path, config: Config, encoding: str) -> bool:
    """Whether a scan of a root would find what an earlier one did."""
    survey = Survey.around(root, config.framework)
    try:
        survey.refresh()
    except OSError:
        return False
    for name in known.outside:
        survey.find_imported(name)
    return footing(survey, config, encoding, outside=known.outside) == known

"""Where the texts behind a concern come from: what the baseline keeps, and what lies on disk."""

from __future__ import annotations

from pathlib import Path

from collectors.errors import PerfdashError
from collectors.framework.grounds import Grounds
from collectors.framework.module import Finding
from collectors.framework.regular_file import read_module
from dashboard.analysis.alerting.concern import Concern
from dashboard.analysis.comparison.difference import EXACT
from dashboard.analysis.comparison.shift import Shift, shift
from dashboard.connection import Kept
from dashboard.evidence.text_change import TextChange, text_change
from dashboard.reading import Reading

MOST = 12
"""Files compared."""


def text_changes(
    concern: Concern, reading: Reading, *, root: Path, kept: Kept
) -> tuple[TextChange, ...]:
    """Compare every file that may have to do with a concern; slow, as it reads them."""
    grounds = Grounds.around(root, reading.config.framework.allowed_roots)
    snapshot = reading.snapshot
    if not snapshot.baseline.framework.modules:
        return ()
    between = shift(snapshot.baseline, snapshot.framework)
    digests = {module.path: module.digest for module in snapshot.baseline.framework.modules}
    return tuple(
        _change(path, digests.get(path, ""), grounds, kept)
        for path in _paths(concern, between)[:MOST]
    )


def unreadable(concern: Concern, error: PerfdashError) -> TextChange:
    """What to show in place of texts that cannot be read."""
    return TextChange(concern.module or "the framework", note=str(error))


def _paths(concern: Concern, between: Shift) -> tuple[str, ...]:
    """The module itself, what was saved or committed, then what else it loads; if it changed.

    No text makes a machine busy: such an alert has those alone that are blamed for it.
    """
    moved_to = concern.regression.moved_to if concern.regression else ""
    files = tuple(between.files)
    if concern.module:
        held = between.held(concern.module, files)
    else:
        held = files if _is_of_all(concern) else ()
    wanted = dict.fromkeys((concern.module, moved_to, *concern.cause.paths, *held))
    return tuple(path for path in wanted if path in between.files)


def _is_of_all(concern: Concern) -> bool:
    """Whether it is about the framework as a whole."""
    alert = concern.alert
    return concern.regression is not None or (alert is not None and alert.metric in EXACT)


def _change(path: str, digest: str, grounds: Grounds, kept: Kept) -> TextChange:
    before = kept(digest) if digest else b""
    if before is None:
        return TextChange(path, note="the baseline keeps no text of it")
    now = read_module(grounds, path)
    if isinstance(now, Finding):
        return _gone(path, before, now)
    return text_change(path, _decoded(before), _decoded(now.content))


def _gone(path: str, before: bytes, finding: Finding) -> TextChange:
    lines = len(_decoded(before).splitlines())
    return TextChange(path, removed=lines, note=f"now {finding.detail}")


def _decoded(content: bytes) -> str:
    return content.decode("utf-8-sig", "replace")

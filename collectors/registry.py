"""Which collectors there are, in the order they are asked."""

from __future__ import annotations

from collectors.baselines.default_baseline import BaselineCollector
from collectors.compare import CompareCollector
from collectors.load import LoadCollector
from collectors.model import Collector
from collectors.otlp import OtlpCollector
from collectors.process import ProcessCollector
from collectors.scan import ScanCollector
from collectors.site import Site
from collectors.transcripts import SessionsCollector

COLLECTORS = (
    ScanCollector,
    ProcessCollector,
    SessionsCollector,
    OtlpCollector,
    LoadCollector,
    BaselineCollector,
    CompareCollector,
)


def build(site: Site) -> tuple[Collector, ...]:
    """Build all collectors for one site; later ones see what a scan before them found."""
    return tuple(collector(site) for collector in COLLECTORS)

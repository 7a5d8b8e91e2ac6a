"""Remember what was measured: the only SQL of the project."""

from collectors.store.histogram import Histogram
from collectors.store.location import Place, location, place
from collectors.store.rollup import DAY, HOUR, MINUTE, Bucket
from collectors.store.samples import StoredSeries
from collectors.store.soundness import known_faults, sqlite_version
from collectors.store.store import Store

__all__ = [
    "DAY",
    "HOUR",
    "MINUTE",
    "Bucket",
    "Histogram",
    "Place",
    "Store",
    "StoredSeries",
    "known_faults",
    "location",
    "place",
    "sqlite_version",
]

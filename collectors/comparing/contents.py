"""Where old and new content come from: what a baseline keeps, and what lies on disk."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Self

from collectors.baseline import Baseline, Comparison
from collectors.baselines.environment import environment
from collectors.comparing.closures import Closures
from collectors.comparing.side import Pair, from_blobs, from_disk, side
from collectors.comparing.tally import Tally
from collectors.framework.grounds import Grounds
from collectors.framework.module import Framework
from collectors.loading.files import Files
from collectors.site import Site


@dataclass(frozen=True, slots=True)
class Contents:
    """A baseline and a framework as just scanned."""

    baseline: Baseline
    then: Closures
    now: Closures
    grounds: Grounds
    blob: Callable[[str], bytes | None]
    """What a store keeps by digest."""

    @classmethod
    def of(cls, baseline: Baseline, framework: Framework, site: Site) -> Self:
        """Those of one site."""
        return cls(
            baseline,
            then=Closures(baseline.framework),
            now=Closures(framework),
            grounds=Grounds.around(site.root, site.config.framework.allowed_roots),
            blob=site.memory.baselines.blob,
        )

    def follow(self, framework: Framework) -> Self:
        """The same baseline, and the framework as scanned again."""
        return replace(self, now=Closures(framework))

    def pair(self, module: str) -> Pair:
        """A module then and now; raise `LoadError` when either cannot be read as it was scanned."""
        new = side(self.now, module, from_disk(Files(self.grounds, self.now.modules)))
        return Pair(side(self.then, module, from_blobs(self.blob)), new)

    def twins(self, module: str) -> Pair:
        """A module now, twice: whatever is measured between the two is noise."""
        new = side(self.now, module, from_disk(Files(self.grounds, self.now.modules)))
        return Pair(new, new)

    def comparison(self, pair: Pair, tally: Tally, *, at: int) -> Comparison:
        """What a tally says about a pair."""
        return tally.recorded(
            Comparison(
                module=pair.new.path,
                baseline=self.baseline.name,
                baseline_digest=pair.old.digest,
                current_digest=pair.new.digest,
                at=at,
                blocks=(),
                environment=environment(),
            )
        )

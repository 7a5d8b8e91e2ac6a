"""Which modules load other content than in a baseline."""

from __future__ import annotations

from collectors.framework.graph import expansion
from collectors.framework.links import LOADING
from collectors.framework.module import Framework, Module
from collectors.loading.targets import touched
from collectors.tokens import digest


class Closures:
    """What each module of a framework loads, told apart by content."""

    def __init__(self, framework: Framework) -> None:
        self.framework = framework
        self.modules = {module.path: module for module in framework.modules}

    def digest(self, path: str) -> str:
        """The digest of a closure's contents in include order; empty when there is no module."""
        if path not in self.modules:
            return ""
        contents = (self.modules[member].digest for member in expansion(self.modules, path))
        return digest("\n".join(contents).encode())

    def changed(self, since: Closures) -> tuple[str, ...]:
        """Modules that are new or not as they were, then the usual targets that load one of them.

        A target whose own files are as they were may load the same as before all the same.
        """
        before = since.modules
        return touched(
            self.framework,
            (path for path, module in self.modules.items() if not _same(module, before.get(path))),
        )


def _same(module: Module, before: Module | None) -> bool:
    if before is None or module.digest != before.digest:
        return False
    return module.references is before.references or _loaded(module) == _loaded(before)


def _loaded(module: Module) -> tuple[str, ...]:
    return tuple(it.path for it in module.references if it.syntax in LOADING and it.found)

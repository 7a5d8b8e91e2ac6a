"""The files of a framework, opened only while they are what was scanned."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass

from collectors.errors import LoadError
from collectors.framework.grounds import Grounds
from collectors.framework.module import Finding, Framework, Module, Stamp
from collectors.framework.regular_file import read_module, stamp_of


@dataclass(frozen=True, slots=True)
class Files:
    """The files of a framework's modules, and of no others."""

    grounds: Grounds
    modules: Mapping[str, Module]

    @classmethod
    def of(cls, framework: Framework, grounds: Grounds) -> Files:
        """The files of all modules of a framework."""
        return cls(grounds, {module.path: module for module in framework.modules})

    def size(self, path: str) -> int:
        """Bytes of a file when it was scanned."""
        return self.modules[path].bytes

    def stamp(self, path: str) -> Stamp:
        """Look at a file; raise `LoadError` when it is not what was scanned."""
        try:
            status = os.stat(self.grounds.located(path))  # noqa: PTH116 - half the time of a Path's
        except OSError as error:
            raise LoadError(f"{path}: cannot be loaded: {error.strerror or error}.") from error
        return self._scanned(path, stamp_of(status))

    def read(self, path: str) -> bytes:
        """Read a file; raise `LoadError` when it cannot be, or is not what was scanned."""
        self.stamp(path)
        read = read_module(self.grounds, path)
        if isinstance(read, Finding):
            raise LoadError(f"{path}: cannot be loaded: {read.detail}.")
        self._scanned(path, read.stamp)
        return read.content

    def _scanned(self, path: str, stamp: Stamp) -> Stamp:
        if stamp != self.modules[path].stamp:
            raise LoadError(f"{path}: has changed since it was scanned; scan again, then load it.")
        return stamp

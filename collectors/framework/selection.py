"""Which folders and files belong to a framework, by their names alone."""

from __future__ import annotations

from typing import NamedTuple

from collectors.config import FrameworkConfig
from collectors.framework.globs import Globs

SKILL_FILE = "SKILL.md"
CLAUDE_FOLDER = ".claude"
PLUGIN_FOLDER = ".claude-plugin"

SKILL_PARTS = frozenset({"assets", "references", "scripts", "templates"})
"""What belongs to a skill that fills a whole root or plugin."""

_HIDDEN_FOLDERS = frozenset({CLAUDE_FOLDER, PLUGIN_FOLDER})
_FOREIGN_FOLDERS = frozenset({"__pycache__", "node_modules", "site-packages", "venv"})

_STATE_FOLDERS = frozenset(
    {
        "backups", "cache", "chrome", "debug", "downloads", "file-history", "ide", "image-cache",
        "jobs", "local", "logs", "paste-cache", "plans", "plugins", "projects", "session-env",
        "sessions", "shell-snapshots", "statsig", "tasks", "teams", "telemetry", "todos",
        "uploads", "usage-data", "worktrees",
    }
)  # fmt: skip
"""What Claude Code itself writes into a `.claude` folder: private, and no prompt of the user's."""

MANIFEST_FILES = frozenset({"marketplace.json", "plugin.json"})
SETTINGS_FILES = frozenset({".mcp.json", "settings.json", "settings.local.json"})


class Selection(NamedTuple):
    """The rules of one root."""

    root_name: str
    """The root's own folder name: the root may be a `.claude` folder itself."""
    exclude: Globs = Globs()
    extra: Globs = Globs()
    """Files the configuration gives a kind, whatever their suffix."""

    @classmethod
    def of(cls, root_name: str, config: FrameworkConfig) -> Selection:
        """The rules that a configuration sets for a root."""
        globs = (glob for _, globs in config.kinds for glob in globs)
        return cls(root_name, Globs.of(config.exclude), Globs.of(globs))

    def enters(self, folder: str, name: str) -> bool:
        """Whether a folder inside `folder` may hold files of the framework."""
        if name in _FOREIGN_FOLDERS or (name.startswith(".") and name not in _HIDDEN_FOLDERS):
            return False
        if name in _STATE_FOLDERS and self._name_of(folder) == CLAUDE_FOLDER:
            return False
        return not self.exclude.match(joined(folder, name))

    def takes(self, folder: str, name: str, *, in_skill: bool) -> bool:
        """Whether a file inside `folder` is part of the framework."""
        if not (self._is_known(folder, name, in_skill=in_skill) or self._is_extra(folder, name)):
            return False
        return not self.exclude.match(joined(folder, name))

    def reaches(self, path: str) -> bool:
        """Whether every folder on the way to a path is entered."""
        folder = ""
        for name in path.split("/")[:-1]:
            if not self.enters(folder, name):
                return False
            folder = joined(folder, name)
        return True

    def _is_known(self, folder: str, name: str, *, in_skill: bool) -> bool:
        if name.startswith("."):
            return name in SETTINGS_FILES
        if name.endswith(".md") or in_skill:
            return True
        return name.endswith(".json") and self._is_setting(folder, name)

    def _is_setting(self, folder: str, name: str) -> bool:
        parent = self._name_of(folder)
        if parent == PLUGIN_FOLDER:
            return name in MANIFEST_FILES
        return (parent == CLAUDE_FOLDER and name in SETTINGS_FILES) or (
            parent == "hooks" and name == "hooks.json"
        )

    def _is_extra(self, folder: str, name: str) -> bool:
        return bool(self.extra.patterns) and self.extra.match(joined(folder, name))

    def _name_of(self, folder: str) -> str:
        return folder.rpartition("/")[2] if folder else self.root_name


def joined(folder: str, name: str) -> str:
    """A name inside a folder; the empty folder is the root."""
    return f"{folder}/{name}" if folder else name

"""Read a repository's history; run nothing that the repository names."""

from collectors.git.history import commits
from collectors.git.pending import pending
from collectors.git.revision import merge_base, resolve
from collectors.git.tree import Entry, contents, entries

__all__ = ["Entry", "commits", "contents", "entries", "merge_base", "pending", "resolve"]

"""Of the rules by which files are understood: one that is raised lets what was remembered go."""

CONTENT_VERSION = 11
"""Raised whenever equal bytes come to say something else."""
SCAN_VERSION = 11
"""Raised whenever equal files come to make another framework."""

"""Measure a prompt framework and remember it; know nothing of screens or verdicts."""

__version__ = "0.1.0"

"""Measure a prompt framework and remember it; know nothing of screens or verdicts."""

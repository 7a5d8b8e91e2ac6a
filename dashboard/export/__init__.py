"""Render a reading: one file per format."""

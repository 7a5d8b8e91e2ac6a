"""Judge a snapshot: pure functions, no clock, no file, no thread."""

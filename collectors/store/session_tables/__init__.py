"""What is kept of Claude Code's sessions: one table for each kind of record."""

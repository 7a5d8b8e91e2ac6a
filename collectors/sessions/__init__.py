"""How the session files that Claude Code writes are found, read and understood."""

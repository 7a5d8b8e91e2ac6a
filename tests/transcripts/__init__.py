"""Made-up session files of Claude Code, and what is true of them.

Everything is made from a seed. The shapes of lines are those that Claude Code writes: what it wrote
in 2025 (`Style.OLD`) and in late 2026 (`Style.NEW`).
"""

"""The screens of sessions: all of them, the turns of one, and what went on in a turn."""

"""Load modules as a framework's own loader would, and time it."""

"""Time old and new content of a module side by side."""

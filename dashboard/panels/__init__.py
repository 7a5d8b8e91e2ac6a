"""What stands on the overview: one panel per file."""

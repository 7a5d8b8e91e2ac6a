"""The screen that shows how a concern is known."""

"""The screen about one module, and what stands on it."""

"""Statistics of samples and of their histories."""

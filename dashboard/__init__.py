"""Read what was measured, judge it, advise, and show it."""

"""Which alerts there are: limits, conditions and regressions over their whole life."""

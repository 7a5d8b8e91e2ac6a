"""Tables of many rows: to sort, to filter, and updated in place."""

"""A plan's own page: its content with what other slices set beside it: roles, unmet results, advice, papers."""

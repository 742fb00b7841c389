"""The plans of one person's year on one line: their days, months and predicates, gaps and overlaps."""

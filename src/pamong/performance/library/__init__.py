"""A fixed library of results by post, brought in by a file: what every teacher owes, for every teacher's plan."""

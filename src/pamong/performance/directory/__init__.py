"""Plans as a list that leaves the house: what each may see, a line a plan."""

"""The public page: whether a paper or a file in somebody's hand is the one on record."""

"""Setting the predicates: a rater's people of a period all at once, beside the pattern; art. 24–25."""

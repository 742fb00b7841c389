"""A plan that a move closed is rated at once by the rater under whom it ran."""

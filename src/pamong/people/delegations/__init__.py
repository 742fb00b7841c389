"""A rater hands duties to another between two days: answering plans, rating, looking at daily lines."""

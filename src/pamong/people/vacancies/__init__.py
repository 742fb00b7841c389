"""A rater's post is vacant: the superior takes over, and gives back when the post is filled."""

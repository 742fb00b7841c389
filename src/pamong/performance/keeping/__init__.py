"""A rating of a period that is over stays with whoever was the rater on its last day."""

"""Charts: figures become a drawing, a sentence that they prove, and the same figures as a table."""

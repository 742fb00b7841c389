"""Daily entries out of a table: looked at row by row first, then written by the same verb as on the page of a day."""

"""The monthly brief of a unit on one page: what was reached, what is late, what to ask, what to decide."""

"""Monthly attendance by file: looked at first, then written whole; pay rests on it."""

"""Windows: when each stage of a year is open, and how two people open a closed one again."""

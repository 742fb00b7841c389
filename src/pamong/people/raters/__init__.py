"""Who rates whom: set by date for one or many, reported as wrong, mended; open plans follow."""

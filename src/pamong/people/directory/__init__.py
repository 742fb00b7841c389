"""Finding people and units: search, a person's page, the tree of units, people out as a file."""

"""Leave: its kinds from the rules, by hand and from files, and what follows from it."""

"""The plan (SKP): drafting, proposing, returning, agreeing, revising; PermenPANRB 6/2022 art. 5–12."""

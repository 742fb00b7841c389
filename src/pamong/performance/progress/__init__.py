"""Realisation and action plan: readings with their attainment, steps by quarter; art. 13–16, PermenPANRB 6/2022."""

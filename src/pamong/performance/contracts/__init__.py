"""Contracts that end soon, beside the predicates of the person, for the one who decides."""

"""Angka kredit of functional posts: conversions of predicates, balances, thresholds, determinations."""

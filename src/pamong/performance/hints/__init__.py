"""Advice on the wording of results and indicators: explained, without a score, never blocking."""

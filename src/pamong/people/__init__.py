"""Agencies, units, positions, employees: who works where, under whom, when, and what each may see."""

"""Cards of indicators: what an agency and its units are measured by, with formulas and roll-up."""

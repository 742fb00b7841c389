"""The working calendar of an agency and its units: weeks and hours, own days, rosters."""

"""Earlier years by their own law: brought in from a file, recomputed from their parts, side by side."""

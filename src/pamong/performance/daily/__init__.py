"""Daily entries (progress harian): what was done on a day, and the rater's look at it; Peraturan BKN 2/2026."""

"""Notices by e-mail: one mail of the day, one at once where somebody waits, and the way to stop them."""

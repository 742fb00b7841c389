"""Filters of lists that somebody keeps under a name: saved, opened, renamed and removed by their owner alone."""

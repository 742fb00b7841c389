"""Feedback and dialogue (umpan balik berkelanjutan, dialog kinerja); art. 15–17, PermenPANRB 6/2022."""

"""Notices: what others' acts mean for me, in the application; each person chooses of what to be told."""

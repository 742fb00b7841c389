"""Requests that leave this install: which addresses they may reach, and how one is sent (decision 29)."""

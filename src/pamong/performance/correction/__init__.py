"""Correcting a final evaluation: two people, a reason, a new version; the old one stays."""

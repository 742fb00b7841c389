"""Agencies: made, named and listed by whoever installs Pamong."""

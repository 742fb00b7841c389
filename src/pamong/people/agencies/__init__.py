"""Agencies: made by whoever installs Pamong; named, with their clock, by their own personnel office."""

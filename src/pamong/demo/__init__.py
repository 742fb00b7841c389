"""The demonstration: its data and how it is filled."""

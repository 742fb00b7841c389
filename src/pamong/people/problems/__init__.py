"""The organisation's data problems: found set by set, kept as rows, counted and listed cheaply."""

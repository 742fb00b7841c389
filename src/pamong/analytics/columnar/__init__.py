"""The columnar twin of the rules: a rule of a pack over a table of any length, equal to the rule over one row."""

"""The rules of a pack over millions of rows at once, equal to the rules over one."""

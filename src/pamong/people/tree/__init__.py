"""The tree of units: add, change, move, close and reopen a unit, by HR and the branch's administrator."""

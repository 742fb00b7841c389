"""The allowance sheet (TPP) of a unit and month: drawn up, checked, locked; corrected by differences."""

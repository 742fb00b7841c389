"""How an agency and its offices stand in a year, as charts over the snapshot, for its head, its personnel office and its leaders."""

"""One page for all that is administered: how each part stands, and first what needs somebody."""

"""Tables of figures in files: their columns, each row and cell with its time, and why one stays out; for pages and commands alike."""

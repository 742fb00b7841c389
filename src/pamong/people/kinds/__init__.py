"""The kind of employee by date: what a person is, what one was before, and since when."""

"""Lists of the browser as files: what the filter shows and the person may see, with an entry in the record."""

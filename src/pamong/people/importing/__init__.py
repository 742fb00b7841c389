"""People in from a spreadsheet: read, shown as a dry run, imported whole or not at all."""

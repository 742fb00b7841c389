"""The calendar feed: my own deadlines for the calendar of a phone, behind an address that only I know."""

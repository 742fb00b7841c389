"""The sheets of work and its value in the download of one's own data."""

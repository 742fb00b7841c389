"""Evidence as it is kept: a file or a link of one person; what it proves is said where it is used."""

"""Keys for programs: made, shown once, recognised and revoked by their owner (UU 27/2022: access is by person)."""

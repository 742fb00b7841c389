"""How one gets in: accounts, one-time codes, sessions, second factor, and the type of a scope."""

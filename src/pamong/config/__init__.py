"""Settings, addresses and the tables that know all apps."""

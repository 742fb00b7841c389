"""Rating many people on one screen: accept what the rules suggest, choose behaviour person by person."""

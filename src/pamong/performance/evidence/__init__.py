"""Evidence in use (bukti dukung): what proves a result, a day's line or a value; art. 14, PermenPANRB 6/2022."""

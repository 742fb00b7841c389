"""The cascade (vision to activity) and the matrix of roles and results; PermenPANRB 6/2022 art. 6–8."""

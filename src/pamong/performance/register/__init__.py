"""The plans and evaluations of a whole agency, for who watches over all of them."""

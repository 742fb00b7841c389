"""Steps of action plans that are late: whose they are, since when, and whose results wait for them."""

"""The first screen: what waits for me, what is due, how my goals stand, whom I lead, whom I wait for."""

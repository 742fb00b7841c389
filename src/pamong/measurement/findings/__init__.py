"""Questions about the figures of cards: found by themselves, kept once, answered by who answers for the figure."""

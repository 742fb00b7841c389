"""Sources that bring figures of cards: looked at by a person once, read again at will, nothing written twice."""

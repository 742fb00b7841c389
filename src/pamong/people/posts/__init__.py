"""Moves: a new unit or post from a day on, acting posts beside it, and their end."""

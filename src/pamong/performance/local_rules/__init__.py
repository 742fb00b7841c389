"""The rules that hold, and an agency's own answers to what they leave open (two persons, by date)."""

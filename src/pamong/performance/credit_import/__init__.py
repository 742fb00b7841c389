"""Balances of angka kredit from a file: looked at first, then entered for another person to confirm."""

"""What two apps compute from figures: plain functions over numbers, no Django, no labels, no thresholds of a law.

Missing is None and stays apart; nothing is rounded here, the page or the pack rounds at the end.
"""

"""Calibration: raters of one level look at evidence, then at figures, then talk; each rater changes his own ratings.

It stands between rating and the predicate; no article asks for it and none forbids it (decision 24).
"""

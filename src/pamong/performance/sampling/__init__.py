"""Samples of an auditor: drawn by a seed so that anybody draws the same, judged, and closed with an error rate."""

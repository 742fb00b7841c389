"""Indicators, targets, readings, evidence and findings."""

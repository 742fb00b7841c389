"""The record as a page: who did what, when, for whom, and whether the chain is whole.

It only reads. What an entry is called is handed down at start-up: people may not know the apps above it.
"""

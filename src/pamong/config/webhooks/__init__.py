"""Signed webhooks: other applications of the agency hear that something happened, never what about whom.

Verbs: add, change, rotate, pause, resume, remove, test, send again. Decision 29 says what may leave.
"""

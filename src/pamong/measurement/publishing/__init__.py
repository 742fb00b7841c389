"""Figures of cards are published by two people: frozen as proposed, confirmed, replaced by a version, withdrawn.

Verbs: propose_publication, confirm_publication, decline_publication, withdraw_publication.
"""

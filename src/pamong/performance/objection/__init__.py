"""Objection (keberatan): the person objects in the pack's days, the rater explains, one level above decides.

PP 30/2019 Pasal 59: the decision is final; a changed evaluation is a new version and both stay.
"""

"""Sanctions: steps after an evaluation in the order of the pack, and cases of discipline.

One proposes, the person is heard, another decides; what was decided is annulled and never deleted.
"""

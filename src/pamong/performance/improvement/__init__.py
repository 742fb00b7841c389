"""Plans to improve: a goal, support and milestones that both sides note, and a result with its reason.

PP 30/2019 Pasal 56-58: who falls short gets a chance before anything else follows.
"""

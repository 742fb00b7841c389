"""The evaluation: rate each person in a period, set the predicates of a unit, accept; art. 20–26.

Order is compulsory: first the unit's level, then ratings, then everybody's predicate at once.
"""

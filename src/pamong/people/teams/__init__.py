"""Teams across units: the leader gives work and feedback, the rater keeps rating.

Verbs: make_team, change_team, end_team, add_member, end_member. Whoever keeps or rates a person lends her.
"""

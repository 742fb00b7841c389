"""What team leaders say to the raters of their members before these rate; art. 6–8 and 15, PermenPANRB 6/2022.

Verb: give_team_input. The rater sees it beside the own choice; nothing is computed from it.
"""

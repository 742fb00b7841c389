"""Roles over a unit or the agency: given and ended, by two administrators where it reaches far.

Verbs: ask_access, grant_access, decline_access, give_unit_role, end_unit_role.
"""

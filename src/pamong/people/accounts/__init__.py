"""Getting people in: the sheet of a unit, a new code for one person, and two administrators for a role's.

Verbs: issue_sheet, issue_code. Codes exist in the clear only on the page that answers.
"""

"""Verbs for many at once: history that is told rather than lived (demonstration, bench, takeovers).

Same rows, same entries and same rule functions as the ordinary verbs, set-wise; one call is one
transaction over one unit's people. No page calls them: who acts on which day is in the story.
"""

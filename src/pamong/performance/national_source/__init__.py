"""People, plans and ratings fetched from the national system by an adapter of the agency's own.

What an adapter gives becomes a file on its way in, like one that a person sends: it is looked at,
shown, and written only when somebody confirms it.
"""

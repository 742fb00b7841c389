"""The API: every verb of the table and the reads beside them, for programs that bring a key.

Nothing here decides anything: a verb's operation calls the verb's own page, a read starts at `visible_to`.
"""

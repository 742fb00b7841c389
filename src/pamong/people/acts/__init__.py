"""Acts for many at once: who is passed over and why, what was done, and taking it back for a while.

What was done is read from the record, where the entries of one act stand side by side.
"""

"""The import of people in the browser: a file is received, shown for what it would do, confirmed.

Verbs: receive_upload, choose_columns, confirm_upload, drop_upload. What a file means is `importing`'s.
"""

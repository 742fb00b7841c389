"""A recap of the national application held against what stands here; differences are asked about, never written over.

Verbs: receive_recap, choose_recap_columns, load_recap, drop_recap, mark_copied, unmark_copied.
"""

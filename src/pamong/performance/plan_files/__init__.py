"""Agreed plans in from a file: an agency starts in mid-year, or leaves the national application.

Verbs: receive_planfile, import_planfile, drop_planfile. The file is read in the columns of our own
template or of the national screens, shown as a dry run, and imported whole or not at all.
"""

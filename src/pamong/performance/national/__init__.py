"""Out to the national application: field by field with a copy button, and whole units as XLSX.

Verb: export_national. The order of the fields is that of its own screens and of PermenPANRB 6/2022.
"""

"""The posts of an agency: added, renamed, closed from a day on; who holds one is an assignment."""

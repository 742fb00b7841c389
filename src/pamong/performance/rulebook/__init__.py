"""The rules in force: which packs hold, what they rest on, what is not yet confirmed, their text."""

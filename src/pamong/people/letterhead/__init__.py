"""How the agency's papers look: sheet, letterhead, crest; set once by the personnel office."""

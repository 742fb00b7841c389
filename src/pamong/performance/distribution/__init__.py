"""What was given in each unit beside the pattern of its level, for who answers for it and who checks."""

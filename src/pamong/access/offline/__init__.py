"""What a person's own device keeps: a few of one's own forms, and what was typed while the line was cut."""

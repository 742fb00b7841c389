"""Who reaches the age of retirement, and when: read from births and posts, with the ages of the rule pack."""

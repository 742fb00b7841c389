"""What is printed: a plan with its annexes, an evaluation, and the list of both for a unit."""

"""What follows from an evaluation: follow-ups with owner and date, unmet results carried over; art. 27–30."""

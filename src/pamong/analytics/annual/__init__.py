"""The yearly performance report (LKjIP): filled from a snapshot, with texts that people write, and approved."""

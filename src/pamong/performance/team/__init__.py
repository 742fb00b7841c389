"""The leader's people on one screen (papan tim): plans, attainment, evidence, who waits for whom."""

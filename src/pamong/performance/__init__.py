"""The work and its value: cascade, plan, progress, evaluation, follow-up."""

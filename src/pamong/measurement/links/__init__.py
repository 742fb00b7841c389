"""Links given as evidence, opened now and then by the worker: what came back is kept as a fact with its day."""

"""Figures over snapshots: each expression written once, answered by DuckDB or by Spark with the same values."""

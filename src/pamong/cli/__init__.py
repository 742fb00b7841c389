"""The `pamong` command."""

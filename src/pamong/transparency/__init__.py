"""What the public sees: figures that an agency published, with their targets, sources and quality."""

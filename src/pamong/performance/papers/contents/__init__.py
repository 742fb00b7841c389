"""What each kind of paper says, as plain values worded in Indonesian; how it looks is in `typst/`."""

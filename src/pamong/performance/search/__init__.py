"""Search over plans, results and indicators; the box is people's, and takes these in beside the people."""

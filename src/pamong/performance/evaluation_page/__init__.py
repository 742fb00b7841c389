"""An evaluation's own pages: rating one and reading one, with what other slices set beside it.

What follows from it, corrects it or objects to it is told here; the verbs are those of `evaluation`.
"""

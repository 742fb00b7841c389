"""Asking somebody outside the circle for feedback: the ask, not the unit, is the permission."""

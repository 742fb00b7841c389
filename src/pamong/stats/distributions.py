"""Beta and Student's t, which the standard library lacks: shares under a curve, and where a share ends."""

from collections.abc import Callable
from math import exp, lgamma, log, sqrt

_STEPS, _CLOSE, _TINY = 300, 1e-15, 1e-300
_HALVINGS = 200


def beta_share(a: float, b: float, x: float) -> float:
    """The regularised incomplete beta function: the share of Beta(a, b) under x."""
    if a <= 0 or b <= 0:
        raise ValueError(f"expected a and b above 0, got {a} and {b}")
    if x <= 0 or x >= 1:
        return 0.0 if x <= 0 else 1.0
    front = exp(lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log(1 - x))
    if x < (a + 1) / (a + b + 2):
        return front * _fraction(a, b, x) / a
    return 1 - front * _fraction(b, a, 1 - x) / b


def _fraction(a: float, b: float, x: float) -> float:
    """The continued fraction of the incomplete beta function, by Lentz's way."""
    c, d = 1.0, 1 / _off_nought(1 - (a + b) * x / (a + 1))
    found = d
    for m in range(1, _STEPS):
        even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        for term in (even, odd):
            d = 1 / _off_nought(1 + term * d)
            c = _off_nought(1 + term / c)
            found *= c * d
        if abs(c * d - 1) < _CLOSE:
            break
    return found


def _off_nought(value: float) -> float:
    return value if abs(value) > _TINY else _TINY


def beta_quantile(a: float, b: float, share: float) -> float:
    """The x under which this share of Beta(a, b) lies."""
    return _halved(lambda x: beta_share(a, b, x), share)


def t_quantile(level: float, degrees: float) -> float:
    """The t that encloses `level` (0 to 1) from both sides."""
    if not 0 < level < 1 or degrees <= 0:
        raise ValueError(f"expected a level between 0 and 1, got {level} with {degrees}")
    x = _halved(lambda x: beta_share(degrees / 2, 0.5, x), 1 - level)
    return sqrt(degrees * (1 - x) / x) if x else float("inf")


def _halved(rising: Callable[[float], float], share: float) -> float:
    low, high = 0.0, 1.0
    for _step in range(_HALVINGS):
        middle = (low + high) / 2
        if not low < middle < high:
            break
        low, high = (middle, high) if rising(middle) < share else (low, middle)
    return (low + high) / 2

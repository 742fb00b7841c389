"""Why a row is set apart."""


class RowError(Exception):
    """Why a row has no usable name or identity, or contradicts what is known."""

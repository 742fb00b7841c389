"""Accounts and the ways into them."""

from pamong.access.models.user import User, UserManager

__all__ = ["User", "UserManager"]

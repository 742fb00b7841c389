"""How far an importer's file may reach."""

from pamong.access.scope import Role, Scope


def import_reach(scope: Scope) -> frozenset[int] | None:
    """The units that a file of this account may touch; None is the whole agency."""
    return None if scope.has(Role.HR) else scope.unit_ids

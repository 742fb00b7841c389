"""The walk along a chain, in the worker: a long one would hold up the round that calls for it."""

import uuid as uuidlib

from django_tasks import task

from pamong.ledger.checking import check_chain


@task()  # type: ignore[untyped-decorator,unused-ignore]
def walk_chain(agency: str) -> None:
    """Twice walks twice and finds the same."""
    check_chain(uuidlib.UUID(agency))

"""The calls of a request lie in one piece of memory."""

import resource
from typing import Any

from pamong.config.stack import Application, in_one_piece

DEEPEST, STEP, TIMES = 320, 1, 100


def _faults_at(depth: int, application: Application) -> int:
    """Pages of memory asked of the system by calls that begin so many calls deep."""
    if depth:
        return _faults_at(depth - 1, application)
    before = resource.getrusage(resource.RUSAGE_THREAD).ru_minflt
    for _time in range(TIMES):
        application({}, None)
    return resource.getrusage(resource.RUSAGE_THREAD).ru_minflt - before


def _leaf(_environ: dict[str, Any], _start: Any) -> list[bytes]:
    return []


def _deep(environ: dict[str, Any], start: Any) -> list[bytes]:
    """At every depth some calls, as a page makes them."""
    faults = max(_faults_at(depth, _leaf) for depth in range(0, DEEPEST, STEP))
    return [str(faults).encode()]


def test_no_depth_of_calls_takes_memory_anew_for_each_call() -> None:
    (faults,) = in_one_piece(_deep)({}, None)
    assert int(faults) < TIMES

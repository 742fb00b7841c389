"""`pamong sample`: an auditor's sample drawn once more by its seed, from what stands today."""

import json
from typing import Any
from uuid import UUID

import click

from pamong.cli.refusing import stop
from pamong.performance.models import AuditSample
from pamong.performance.sampling.queries import Redrawn, redrawn


@click.command()
@click.argument("key", metavar="SAMPLE", type=click.UUID)
@click.option("--json", "as_json", is_flag=True, help="Print JSON instead of a table.")
def sample(key: UUID, as_json: bool) -> None:
    """Draw a kept sample again by its seed and say where that differs; identifiers alone, and nothing is written.

    Exit 1 where it differs: pieces came or went since, or were not drawn by this seed.

    \b
    Example: pamong sample 3f0c6a52-8a1d-4a0c-9f4e-0d3c6e2b7a11 --json
    """
    kept = AuditSample.objects.filter(uuid=key).select_related("agency").first()
    if kept is None:
        stop(f"there is no sample {key}")
    found = redrawn(kept)
    if found is None:
        stop("too much for one sample: nothing was drawn")
    is_same = all(one.is_same for one in found)
    if as_json:
        click.echo(json.dumps(_told(kept, found, is_same=is_same), indent=1))
    else:
        click.echo(f"seed {kept.seed} ({_chosen(kept)}), {kept.size} asked for")
        for one in found:
            same = "the same" if one.is_same else "differs"
            click.echo(f"{one.key}: {len(one.drawn)} of {one.population}, {same}")
    if not is_same:
        raise SystemExit(1)


def _chosen(kept: AuditSample) -> str:
    return {None: "not known by whom", True: "typed", False: "made by Pamong"}[kept.seed_typed]


def _told(kept: AuditSample, found: list[Redrawn], *, is_same: bool) -> dict[str, Any]:
    names = ("population", "by", "year", "period", "seed", "seed_typed", "size")
    strata = [
        {
            "key": one.key,
            "population": one.population,
            "population_then": one.population_then,
            "drawn": one.drawn,
            "kept": one.kept,
            "same": one.is_same,
        }
        for one in found
    ]
    told = {name: getattr(kept, name) for name in names}
    return {"sample": str(kept.uuid), **told, "same": is_same, "strata": strata}

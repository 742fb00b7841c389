"""Who is meant to show what: work, states and talents that are set for a few seats and not drawn."""

from collections.abc import Mapping
from dataclasses import dataclass

from pamong.demo.people import Roster
from pamong.demo.seats import CLINIC
from pamong.demo.teams import Task, team_tasks

UNMET_JOB = "perawat"  # of the clinic: the first of them fell short last year


@dataclass(frozen=True, slots=True)
class Arranged:
    """By the number of the seat: work in the team, how far next year's plan is, who fell short."""

    tasks: Mapping[int, Task]
    coming: Mapping[int, str]
    short: int


def arranged_for(roster: Roster) -> Arranged:
    """The team's leader has next year's plan agreed; its members and who fell short still write theirs."""
    tasks = team_tasks(roster)
    short = next(roster.of(UNMET_JOB, CLINIC)).seat.number
    coming = {number: "drafted" if task.assigned_by else "agreed" for number, task in tasks.items()}
    return Arranged(tasks, coming | {short: "drafted"}, short)

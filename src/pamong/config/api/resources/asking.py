"""Rules asked by a program: the list with what each takes, and one answer; nothing is written."""

import json
from datetime import date
from typing import Annotated, Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from ninja import NinjaAPI, Query, Schema
from pydantic import Field

from pamong.access.clock import today
from pamong.access.models import Area
from pamong.config.api.bodies import Unfit
from pamong.config.api.verbs import require_area
from pamong.people.request import Request
from pamong.performance.rulebook.queries import heads_with, is_known, pack_answering, rule_lines
from pamong.performance.rulebook.words import about_said, rule_said
from pamong.policy.asking import answer_line, asked
from pamong.policy.choose import NoPack
from pamong.policy.describe import rule_schema
from pamong.policy.evaluate import Outcome
from pamong.policy.jsonlines import to_json
from pamong.policy.load import builtin

Word = Annotated[str, Field(max_length=60)]


class RuleOut(Schema):
    """A rule that can be asked: what it answers, which pack holds it, what it takes."""

    rule: str
    title: str
    about: str
    pack: str
    since: date
    until: date | None
    inputs: dict[str, Any]
    outputs: list[str]


class RulesOut(Schema):
    """Every rule once for each family of packs."""

    items: list[RuleOut]


class StepOut(Schema):
    """One step of an answer."""

    step: str
    inputs: dict[str, Any]
    value: Any
    citation: str


class AnswerOut(Schema):
    """The same object that `pamong policy eval` writes for the same input."""

    ok: bool
    value: dict[str, Any]
    because: list[StepOut]
    unconfirmed: list[str]


class Which(Schema):
    """What decides which law answers."""

    on: date | None = None
    pack: Word = ""
    employee: Word = ""
    own: bool = True


def rules(request: Request) -> dict[str, Any]:
    """What may be asked."""
    require_area(request, Area.PLANS, writing=False)
    return {
        "items": [
            _rule(line.name, line.head.id) for line in rule_lines(today(request.scope.time_zone))
        ]
    }


def _rule(name: str, pack_id: str) -> dict[str, Any]:
    pack = builtin(pack_id)
    known = rule_schema(pack, name)
    plain = json.loads(to_json({"inputs": known["inputs"], "outputs": known["outputs"]}))
    told = {"title": rule_said(pack, name), "about": about_said(pack, name)}
    days = {"since": known["from"], "until": known["until"]}
    return {"rule": name, "pack": pack_id, **told, **days, **plain}


def ask_rule(request: Request, rule: str, which: Query[Which]) -> HttpResponse:
    """One object of inputs in, the line of the command out; `own` takes the agency's own answers."""
    require_area(request, Area.PLANS, writing=False)
    if not heads_with(rule) or (which.pack and not is_known(which.pack)):
        raise Http404(rule)
    day = which.on or today(request.scope.time_zone)
    local = request.scope.local_packs if which.own else ()
    try:
        pack = pack_answering(rule, day, employee=which.employee, pack=which.pack, local=local)
    except NoPack as none:
        raise ValidationError(str(none)) from None
    told = asked(pack, rule, request.body, on=day)
    if not isinstance(told, Outcome):
        raise Unfit({getattr(told, "path", ""): [str(told)]})
    return HttpResponse(answer_line(told), content_type="application/json")


def add_asking(api: NinjaAPI) -> None:
    """Both."""
    tags: list[Any] = [Area.PLANS.value]
    api.get(
        "/rules", response=RulesOut, operation_id="list_rules", summary="List rules", tags=tags
    )(rules)
    body = {
        "content": {
            "application/json": {
                "schema": {"type": "object", "properties": {}, "additionalProperties": True}
            }
        },
        "required": True,
    }
    api.post(
        "/rules/{rule}",
        response=AnswerOut,
        operation_id="ask_rule",
        summary="Ask a rule",
        tags=tags,
        openapi_extra={"requestBody": body},
    )(ask_rule)

"""Pages of the rules; they hold no personal data, so everybody signed in reads them."""

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from pamong.access.clock import today
from pamong.people.request import Request
from pamong.performance.rulebook.asking import ask
from pamong.performance.rulebook.asking_presentation import asking_context, lists_of_rules
from pamong.performance.rulebook.presentation import pack_context, packs_table
from pamong.performance.rulebook.queries import (
    heads_with,
    is_known,
    pack_lines,
    rule_lines,
    text_of,
)
from pamong.policy.asking import answer_line
from pamong.policy.load import builtin
from pamong.ui.downloads import guarded
from pamong.ui.responses import UNPROCESSABLE, redirect, render


def packs(request: Request) -> HttpResponse:
    """The packs that hold today, and the others."""
    lines = pack_lines(today())
    running = [line for line in lines if line.holds]
    others = [line for line in lines if not line.holds]
    context = {
        "running": packs_table(running, _("Aturan yang berlaku hari ini")),
        "others": packs_table(others, _("Aturan yang tidak berlaku hari ini")) if others else None,
        "unconfirmed": sum(line.unconfirmed for line in running),
    }
    return render(request, "performance/packs.html", context=context)


def pack_page(request: Request, pack: str) -> HttpResponse:
    """One pack with its rules, its open clauses and its text."""
    if not is_known(pack):
        raise Http404
    context = pack_context(builtin(pack), today())
    return render(request, "performance/pack.html", context=context)


def pack_file(request: Request, pack: str, name: str) -> HttpResponse:
    """The text of one file of a pack, as it is computed with."""
    text = text_of(pack, name) if is_known(pack) else None
    if text is None:
        raise Http404
    return HttpResponse(text, content_type="text/plain; charset=utf-8")


def rule_index(request: Request) -> HttpResponse:
    """Every rule that can be asked, by field of work."""
    return render(
        request,
        "performance/rule_index.html",
        context={"groups": lists_of_rules(rule_lines(today()))},
    )


def rule_answer(request: Request, rule: str) -> HttpResponse:
    """Ask one rule: it computes with what is typed and keeps nothing, however often it is asked."""
    if not heads_with(rule):
        raise Http404
    is_sent, scope = request.method == "POST", request.scope
    data = request.POST if is_sent else request.GET
    day = today(scope.time_zone)
    asking = ask(rule, data, request.FILES, on=day, local=scope.local_packs)
    if asking.told and data.get("as") == "json":
        text = answer_line(asking.told) + "\n"
        return guarded(HttpResponse(text, content_type="application/json"), f"{rule}.json")
    if is_sent and asking.told and asking.is_short:
        return redirect(
            request, f"{reverse('performance:rule-answer', args=[rule])}?{asking.address}"
        )
    is_wrong = (asking.form.is_bound and not asking.told) or not asking.which.is_valid()
    context = asking_context(asking)
    status = UNPROCESSABLE if is_wrong else 200
    return render(request, "performance/rule_answer.html", context=context, status=status)

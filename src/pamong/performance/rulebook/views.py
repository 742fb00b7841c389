"""Pages of the rules; they hold no personal data, so everybody signed in reads them."""

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _

from pamong.access.clock import today
from pamong.people.request import Request
from pamong.performance.rulebook.presentation import pack_context, packs_table
from pamong.performance.rulebook.queries import is_known, pack_lines, text_of
from pamong.policy.load import builtin
from pamong.ui.responses import render


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

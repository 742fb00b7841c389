"""Pages of an auditor's samples."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from pamong.access.clock import today
from pamong.access.once import once
from pamong.access.permissions import require
from pamong.people.request import Request, own_agency
from pamong.performance.models import AuditSample, SampleItem
from pamong.performance.sampling.actions import close_sample, draw_sample, judge_sample
from pamong.performance.sampling.forms import DrawForm, JudgeForm
from pamong.performance.sampling.permissions import (
    can_draw_sample,
    can_judge_sample,
    reads_samples,
)
from pamong.performance.sampling.presentation import (
    item_table,
    piece_facts,
    piece_said,
    piece_url,
    result_said,
    sample_facts,
    sample_table,
    stratum_table,
)
from pamong.performance.sampling.queries import (
    faulty_first,
    items_of,
    lines_of,
    next_item,
    pieces_of,
)
from pamong.ui.numbers import say_number
from pamong.ui.paging import page_of
from pamong.ui.refused import refused_on
from pamong.ui.responses import form_page, redirect, render, sent

NEWEST, PAGE = ("-drawn_on", "-pk"), 50
PIECES, STRATA = 20, 10  # on one page of a sample


def visible_sample(request: Request, uuid: UUID) -> AuditSample:
    """The sample of an address, when one may know of it."""
    rows = AuditSample.objects.visible_to(request.scope).select_related("agency")
    sample: AuditSample = get_object_or_404(rows, uuid=uuid)
    return sample


def sample_list(request: Request) -> HttpResponse:
    """Samples of the agency; who does not audit sees closed ones."""
    page = page_of(
        AuditSample.objects.visible_to(request.scope), request.GET.get("after", ""), by=NEWEST
    )
    context = {
        "table": sample_table(page.rows),
        "next_url": page.next_url(),
        "reads": reads_samples(request.scope),
        "may_draw": can_draw_sample(request.scope),
    }
    return render(request, "performance/sample_list.html", context=context)


@once
def sample_draw(request: Request) -> HttpResponse:
    """Draw a sample by a seed."""
    agency = own_agency(request)
    day = today(agency.time_zone)
    form = DrawForm(sent(request), year=day.year)
    require(can_draw_sample(request.scope), form)
    if form.is_bound and form.is_valid():
        with refused_on(form):
            sample = draw_sample(agency, form.given(), by=request.user, on=day)
            said = _("Contoh diambil. Nilai satu per satu.")
            return redirect(request, "performance:sample-detail", uuid=sample.uuid, said=said)
    return form_page(request, "performance/sample_draw.html", form)


def sample_detail(request: Request, uuid: UUID) -> HttpResponse:
    """What a sample came to; its auditor sees the pieces as well."""
    sample = visible_sample(request, uuid)
    lines, audits = lines_of(sample), can_judge_sample(request.scope, sample)
    is_open = audits and sample.closed_on is None
    page = page_of(items_of(sample), request.GET.get("after", ""), PIECES, by=("pk",))
    pieces = pieces_of(sample, [one.subject_uuid for one in page.rows]) if audits else {}
    said, lines = result_said(lines), faulty_first(lines)
    more = lines[STRATA:]
    context = {
        "sample": sample,
        "facts": sample_facts(sample),
        "said": said,
        "strata": stratum_table(sample, lines[:STRATA]),
        "more_strata": stratum_table(sample, more) if more else None,
        "more_said": _("%(n)s kelompok lainnya") % {"n": say_number(len(more))},
        "items": item_table(page.rows, pieces, is_open=is_open) if audits else None,
        "next_url": f"?after={page.next_cursor}" if audits and page.next_cursor else "",
        "following": next_item(sample) if is_open else None,
        "is_open": is_open,
    }
    return render(request, "performance/sample_detail.html", context=context)


@once
def sample_judge(request: Request, uuid: UUID) -> HttpResponse:
    """Say whether one piece is right; then comes the next."""
    item = _item(request, uuid)
    sample = item.stratum.sample
    form = JudgeForm(sent(request), initial={"verdict": item.verdict, "reason": item.reason})
    require(can_judge_sample(request.scope, sample), form)
    if form.is_bound and form.is_valid():
        with refused_on(form):
            told = form.cleaned_data
            judge_sample(item, told["verdict"], told["reason"], by=request.user, on=today())
            messages.success(request, _("Penilaian disimpan."))
            if following := next_item(sample):
                return redirect(request, "performance:sample-judge", uuid=following.uuid)
            return redirect(request, "performance:sample-detail", uuid=sample.uuid)
    piece = pieces_of(sample, [item.subject_uuid]).get(item.subject_uuid)
    more = {"sample": sample, "said": piece_said(piece), "facts": piece_facts(item, piece)}
    more["open_url"] = piece_url(piece)
    return form_page(request, "performance/sample_judge.html", form, **more)


def _item(request: Request, uuid: UUID) -> SampleItem:
    samples = AuditSample.objects.visible_to(request.scope)
    rows = SampleItem.objects.filter(stratum__sample__in=samples)
    around = ("stratum__sample__agency", "stratum__unit", "employee")
    item: SampleItem = get_object_or_404(rows.select_related(*around), uuid=uuid)
    return item


@require_POST
@once
def sample_close(request: Request, uuid: UUID) -> HttpResponse:
    """Close a sample for good."""
    sample = visible_sample(request, uuid)
    close_sample(sample, by=request.user, on=today(sample.agency.time_zone))
    return redirect(request, "performance:sample-detail", uuid=uuid, said=_("Contoh ditutup."))

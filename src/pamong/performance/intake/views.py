"""The pages of a file on its way in, each called by a view of its kind."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar
from uuid import UUID

from django.db.models import QuerySet
from django.forms import Form
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pamong.access.clock import today
from pamong.access.permissions import require
from pamong.access.scope import Scope
from pamong.documents.choosing import ChosenColumnsForm, sample_facts
from pamong.documents.fields import PartialForm
from pamong.documents.rejected import name_of_rejected, write_shown
from pamong.people.models import Agency, Intake
from pamong.people.request import Request, own_agency
from pamong.ui.downloads import workbook
from pamong.ui.paging import page_of
from pamong.ui.refused import refused_on
from pamong.ui.responses import UNPROCESSABLE, form_page, redirect, render, sent
from pamong.ui.tables import Table

T = TypeVar("T", bound=Intake)
Status = Intake.Status
FILES = 10
SEND = gettext_lazy("Unggah berkas")
# Below the address of a file stand those of what is done to it.
VERBS = ("columns", "import", "drop", "rejected")


@dataclass(frozen=True, slots=True)
class FilePages(Generic[T]):
    """What the pages of one kind of file are called, and what only they show."""

    visible_to: Callable[[Scope], QuerySet[T]]
    can_receive: Callable[[Scope, Agency], bool]
    context: Callable[[T], dict[str, Any]]
    table: Callable[[Sequence[T]], Table]  # of one's own files
    title: Any  # of the page that files are sent from
    list_name: str
    list_template: str
    file_name: str
    send_title: Any = SEND
    template: str = "performance/intake_file.html"
    columns_lead: Any = ""
    confirm: type[PartialForm] = PartialForm

    def agency(self, request: Request) -> Agency:
        """One's own agency, for those who may bring such files in."""
        agency = own_agency(request)
        require(self.can_receive(request.scope, agency))
        return agency

    def upload(self, request: Request, uuid: UUID) -> T:
        """A file of one's own."""
        rows = self.visible_to(request.scope).select_related("agency", "user")
        return get_object_or_404(rows, uuid=uuid)

    def page(self, request: Request, form: Form, **more: Any) -> HttpResponse:
        """Where files are sent in, and one's own, the newest first."""
        rows = self.visible_to(request.scope).defer("shown")
        page = page_of(rows, request.GET.get("after", ""), FILES, by=("-pk",))
        here = reverse(self.list_name)
        told = {"list_title": self.title, "send_title": self.send_title}
        told |= {f"{verb}_url": f"{here}/{verb}" for verb in ("receive", "template")}
        told |= {"table": self.table(page.rows), "next_url": page.next_url()}
        return form_page(request, self.list_template, form, **told, **more)

    def receive(
        self,
        request: Request,
        form: Form,
        action: Callable[..., T],
        again: Callable[[Request, Any], HttpResponse] | None = None,
    ) -> HttpResponse:
        """Take a file and look at it; where it cannot be taken, the page from which it was sent."""
        agency = self.agency(request)
        if form.is_valid():
            with refused_on(form):
                on = today(agency.time_zone)
                upload = action(agency, **form.cleaned_data, by=request.user, on=on)
                return redirect(request, self.file_name, upload.uuid)
        return (again or self.page)(request, form)

    def detail(self, request: Request, upload: T, form: PartialForm | None = None) -> HttpResponse:
        """What the file would do, or what it did."""
        context = self._around(upload) | self.context(upload)
        context["form"] = form or self.confirm(rejected=upload.rejected)
        status = UNPROCESSABLE if form else 200
        return render(request, self.template, context=context, status=status)

    def _around(self, upload: T) -> dict[str, Any]:
        here = reverse(self.file_name, args=[upload.uuid])
        listed = {"list_title": self.title, "list_url": reverse(self.list_name)}
        return listed | {"upload_url": here} | {f"{verb}_url": f"{here}/{verb}" for verb in VERBS}

    def choose_columns(
        self,
        request: Request,
        upload: T,
        form_of: type[ChosenColumnsForm],
        action: Callable[..., object],
    ) -> HttpResponse:
        """Mend what a column was taken for."""
        if upload.status != Status.SHOWN:
            return redirect(request, self.file_name, upload.uuid)
        form = form_of(sent(request), shown=upload.shown)
        if form.is_valid():
            with refused_on(form):
                action(upload, form.chosen(), by=request.user, on=today(request.scope.time_zone))
                return redirect(request, self.file_name, upload.uuid)
        told = {"upload": upload, "samples": sample_facts(upload.shown), "lead": self.columns_lead}
        return form_page(
            request, "performance/columns_choose.html", form, **self._around(upload), **told
        )

    def import_file(
        self, request: Request, uuid: UUID, action: Callable[..., object]
    ) -> HttpResponse:
        """Write what was shown."""
        upload = self.upload(request, uuid)
        form = self.confirm(request.POST, rejected=upload.rejected)
        if upload.status == Status.SHOWN and not form.is_valid():
            return self.detail(request, upload, form)
        partial, on = bool(upload.rejected), today(request.scope.time_zone)
        action(upload, is_partial=partial, by=request.user, on=on)
        return redirect(request, self.file_name, uuid)

    def drop_file(
        self, request: Request, uuid: UUID, action: Callable[..., object]
    ) -> HttpResponse:
        """Delete the file and leave everything as it is."""
        upload = self.upload(request, uuid)
        action(upload, by=request.user, on=today(request.scope.time_zone))
        return redirect(request, self.list_name, said=_("Berkas dihapus. Tidak ada yang diimpor."))

    def rejected(self, request: Request, uuid: UUID) -> HttpResponseBase:
        """The rejected rows with the reason in a column."""
        rows = self.visible_to(request.scope).filter(rejected__gt=0)
        upload = get_object_or_404(rows.exclude(status=Status.DROPPED), uuid=uuid)
        return workbook(
            lambda stream: write_shown(stream, upload.shown), name_of_rejected(upload.name)
        )

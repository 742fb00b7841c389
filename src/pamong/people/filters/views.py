"""Pages of one's own filters."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from pamong.access.clock import today
from pamong.access.once import once
from pamong.people.filters.actions import remove_filter, rename_filter, save_filter
from pamong.people.filters.forms import NameForm, SaveForm, is_known
from pamong.people.filters.presentation import filters_table
from pamong.people.filters.queries import filters_of, was_removed
from pamong.people.models import SavedFilter
from pamong.people.request import Request
from pamong.ui.kept_filters import OPENED
from pamong.ui.refused import refused_on
from pamong.ui.responses import UNPROCESSABLE, form_page, redirect, render


@require_safe
def filter_list(request: Request) -> HttpResponse:
    """Every filter that one kept."""
    kept = filters_of(request.scope)
    return render(request, "people/filter_list.html", context={"table": filters_table(kept)})


@once
def filter_save(request: Request) -> HttpResponse:
    """Keep the filter of the list that one comes from."""
    form = SaveForm(request.POST or None, initial={"place": request.GET.get("place", "")})
    if request.method == "POST" and form.is_valid():
        with refused_on(form):
            name, place = form.cleaned_data["name"], form.cleaned_data["place"]
            save_filter(name, place, by=request.user, on=today())
            said = _("Saringan disimpan: %(name)s.") % {"name": name}
            return redirect(request, f"{place.path}?{place.query}", said=said)
    return form_page(request, "people/filter_save.html", form)


@require_safe
def filter_open(request: Request, uuid: UUID) -> HttpResponse:
    """Go to the list as it was filtered; a list that is gone is said so."""
    kept = get_object_or_404(SavedFilter.objects.visible_to(request.scope), uuid=uuid)
    if is_known(kept.path):
        return redirect(request, f"{kept.path}?{kept.query}&{OPENED}=1")
    told = _("Daftar dari saringan %(name)s sudah tidak ada. Hapus saringan itu, lalu simpan lagi.")
    messages.warning(request, told % {"name": kept.name})
    return redirect(request, "people:filter-list")


@once
def filter_rename(request: Request, uuid: UUID) -> HttpResponse:
    """Call it otherwise; it can be removed here too."""
    kept = get_object_or_404(SavedFilter.objects.visible_to(request.scope), uuid=uuid)
    form = NameForm(request.POST or None, initial={"name": kept.name})
    if request.method == "POST" and form.is_valid():
        with refused_on(form):
            rename_filter(kept, form.cleaned_data["name"], by=request.user, on=today())
            return redirect(request, "people:filter-list", said=_("Nama saringan diubah."))
    context, status = {"form": form, "kept": kept}, UNPROCESSABLE if form.is_bound else 200
    return render(request, "people/filter_rename.html", context=context, status=status)


@require_POST
@once
def filter_remove(request: Request, uuid: UUID) -> HttpResponse:
    """Forget it; another tab may have done so."""
    if not was_removed(request.user, uuid):
        kept = get_object_or_404(SavedFilter.objects.visible_to(request.scope), uuid=uuid)
        remove_filter(kept, by=request.user, on=today())
    return redirect(request, "people:filter-list", said=_("Saringan dihapus."))

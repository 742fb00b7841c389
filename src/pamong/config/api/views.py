"""The description of the API for people: made here from the same file that programs read, without script."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.template.loader import get_template
from django.urls import reverse
from django.utils.translation import gettext as _

from pamong.access.models import Area
from pamong.ui.components import Tab

DOCUMENTS = "documents"


@login_not_required
def api_docs(request: HttpRequest) -> HttpResponse:
    """The operations of one part of the house; it tells nothing of any person and needs no key."""
    from pamong.config.api.reader import operations_table, schemas_table

    asked, here = request.GET.get("area", ""), reverse("api-docs")
    is_documents = asked == DOCUMENTS
    area = Area(asked) if asked in Area.values else Area.PEOPLE
    tabs = [
        Tab(one.label, f"{here}?area={one.value}", current=not is_documents and one == area)
        for one in Area
    ]
    tabs.append(Tab(_("Skema"), f"{here}?area={DOCUMENTS}", current=is_documents))
    context = {
        "tabs": tabs,
        "table": schemas_table() if is_documents else operations_table(area),
        "file_url": reverse("api", args=["openapi.json"]),
    }
    page = get_template("config/api_docs.html")  # `render` answers programs, as all others are here
    return HttpResponse(page.render(context, request))

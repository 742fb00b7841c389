"""A chart on a page: the sentence and the table at once, the drawing after it by itself.

A view gives its charts as `charts`; `render` then answers for their drawings too, with the view's own rights and filter.
"""

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from pamong.ui.charts.chart import Chart
from pamong.ui.charts.drawing import NoDrawing, svg_of
from pamong.ui.charts.framing import Spec
from pamong.ui.downloads import guarded
from pamong.ui.layout import details
from pamong.ui.listing import KIND, PICTURE, links, own_filter
from pamong.ui.markup import esc, safe
from pamong.ui.tables import table

FILE = "svg"
SVG = "image/svg+xml"


def figure(context: Mapping[str, Any], chart: Chart) -> SafeString:
    """The title and what the figures prove; then the drawing, the table, and the ways to take them along."""
    head = f"<figcaption><h2>{esc(chart.title)}</h2><p>{esc(chart.told)}</p></figcaption>"
    if not chart.table.rows:
        return safe(f'<figure class="pm-panel pm-figure">{head}</figure>')
    below = details(table(chart.table) + links(context, chart.table), _("Angka dalam tabel"))
    if not chart.has_picture:
        return safe(f'<figure class="pm-panel pm-figure">{head}{below}</figure>')
    request = context["request"]
    shown, file = _address(request, chart), _address(request, chart, FILE)
    picture = f'<noscript><img src="{esc(file)}" alt="{esc(chart.words)}"></noscript>'
    key = f'<p class="pm-sub">{esc(chart.key)}</p>' if chart.key else ""
    words, wait = esc(_("Unduh gambar (SVG)")), esc(_("Grafik sedang digambar …"))
    out = f'<p class="pm-out"><a href="{esc(file)}">{words}</a></p>'
    return safe(
        f'<figure class="pm-panel pm-figure">{head}<div class="pm-drawing" data-wait="{wait}"'
        f' hx-get="{esc(shown)}" hx-trigger="load">{picture}</div>{key}{below}{out}</figure>'
    )


def drawing(chart: Chart) -> SafeString:
    """The drawing for a desk and the one for a phone, of which a page shows one; or why there is none."""
    return _drawn(chart, chart.wide, chart.narrow)


def drawing_on_screen(chart: Chart) -> SafeString:
    """The drawing for a screen across a room."""
    return _drawn(chart, chart.on_screen)


def _drawn(chart: Chart, *specs: Spec) -> SafeString:
    try:
        return safe("".join(svg_of(spec, chart.words) for spec in specs))
    except NoDrawing as error:
        said = _("Grafik tidak dapat digambar karena %(part)s belum terpasang. Baca tabelnya.")
        return safe(f"<p>{esc(said % {'part': error.part})}</p>")


def drawn(request: HttpRequest, context: Mapping[str, Any]) -> HttpResponse | None:
    """The answer where the drawing of a chart is asked for; nothing where a page is."""
    name = request.GET.get(PICTURE)
    if not name:
        return None
    chart = next((one for one in context.get("charts") or () if one.name == name), None)
    if chart is None:
        raise Http404
    if request.GET.get(KIND) != FILE:
        return HttpResponse(drawing(chart))
    try:
        text = svg_of(chart.wide, chart.words)
    except NoDrawing as error:
        raise Http404 from error
    return guarded(HttpResponse(text, content_type=SVG), f"{chart.name}.svg")


def _address(request: HttpRequest, chart: Chart, kind: str = "") -> str:
    asked = own_filter(request.GET)
    asked[PICTURE] = chart.name
    if kind:
        asked[KIND] = kind
    return f"{request.path}?{asked.urlencode()}"

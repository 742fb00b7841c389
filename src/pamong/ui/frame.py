"""What stands around every page and is the same for everybody in a language: written once, then kept."""

from functools import lru_cache
from typing import Any

from django.template import Context, NodeList
from django.template.loader import render_to_string
from django.template.loader_tags import BlockNode
from django.templatetags.static import static
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from pamong.ui import components
from pamong.ui.buttons import button_link, forgery_key
from pamong.ui.markup import attributes, esc, safe

HTMX = (
    '{"allowEval":false,"includeIndicatorStyles":false,"historyCacheSize":0,"responseHandling":['
    '{"code":"204","swap":false},{"code":"[23]..","swap":true},{"code":"422","swap":true},'
    '{"code":"[45]..","swap":false,"error":true}]}'
)
ABOVE = "page_above"
LANGUAGES = (("id", "Bahasa Indonesia"), ("en", "English"))


@lru_cache(maxsize=1)
def head() -> SafeString:
    """What a browser is told before the title: sizes, colours, the look."""
    return safe(
        '<meta charset="utf-8">\n'
        '  <meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '  <meta name="color-scheme" content="light">\n'
        '  <meta name="theme-color" content="#0c3d49">\n'
        f"  <meta name=\"htmx-config\" content='{HTMX}'>\n"
        f'  <link rel="icon" href="{static("ui/mark.svg")}" type="image/svg+xml">\n'
        f'  <link rel="stylesheet" href="{static("ui/vendor/bootstrap.cut.css")}">\n'
        f'  <link rel="stylesheet" href="{static("ui/pamong.css")}">'
    )


def again(context: Context, name: str) -> SafeString:
    """What a block says that stands further down: a page whose title is its heading writes it once."""
    return BlockNode(name, NodeList()).render(context)


def crumbs(context: Context, *items: Any) -> SafeString:
    """The pages above this one: one list of (text, url), or texts and addresses in turn."""
    pairs = items[0] if len(items) == 1 else list(zip(items[::2], items[1::2], strict=True))
    context.render_context[ABOVE] = pairs[-1][1] if pairs else ""
    return components.crumbs(pairs)


def back(context: Context, text: Any = "", kind: str = "link") -> SafeString:
    """The way out of a form that is given up: to the page that the crumbs name last."""
    url = context.render_context.get(ABOVE)
    return button_link(url, text or _("Batal"), kind) if url else safe("")


@lru_cache(maxsize=1)
def scripts() -> SafeString:
    """Our modules and htmx; every page works without them."""
    return safe(
        f'<script src="{static("ui/vendor/htmx.min.js")}" defer></script>\n'
        f'  <script type="module" src="{static("ui/pamong.js")}"></script>'
    )


@lru_cache(maxsize=1)
def mark() -> SafeString:
    """The sign of the house."""
    return render_to_string("ui/mark.html")


def unread(number: Any) -> SafeString:
    """How many notices one has not read, as a small mark; nothing when there are none."""
    if not number:
        return safe("")
    words = esc(_("pemberitahuan belum dibaca"))
    return safe(
        f'<span class="pm-count">{number}</span><span class="visually-hidden"> {words}</span>'
    )


def words() -> SafeString:
    """What the scripts say, as attributes of the body."""
    return _words(get_language())


@lru_cache
def _words(_language: str) -> SafeString:
    said = attributes(
        data_slow=_("Masih diproses. Isian Anda aman; tunggu di halaman ini."),
        data_draft_saved=_("Draf tersimpan pukul {time}"),
        data_draft_failed=_(
            "Draf belum tersimpan karena jaringan terputus. "
            "Isian tetap ada di halaman ini dan dicoba lagi."
        ),
        data_draft_found=_(
            "Isian Anda yang belum dikirim, tersimpan {day} pukul {time}, "
            "dikembalikan ke formulir ini."
        ),
        data_draft_drop=_("Buang draf"),
        data_draft_dropped=_("Draf dibuang. Formulir memuat data yang tersimpan."),
    )
    return safe(said)


def search_box(context: Context, url: Any) -> SafeString:
    """The search in the bar; nothing while there is no page for it. By "/" too, unless its owner chose not."""
    user = getattr(context.get("request"), "user", None)
    return _search_box(str(url), bool(getattr(user, "has_slash", True)), get_language())


@lru_cache
def _search_box(url: str, has_slash: bool, _language: str) -> SafeString:
    if not url:
        return safe("")
    said = attributes(
        aria_label=_("Cari pegawai, SKP, hasil kerja"),
        placeholder=_("Cari pegawai, hasil kerja"),
        aria_keyshortcuts="/ Control+K" if has_slash else "Control+K",
        title=_("Tekan / atau Ctrl+K") if has_slash else _("Tekan Ctrl+K"),
        data_find=True,
    )
    key = '<kbd aria-hidden="true">/</kbd>' if has_slash else ""
    return safe(
        f'<form class="pm-search" role="search" action="{esc(url)}"><input type="search" name="q"'
        f"{said}>{key}</form>"
    )


def period(context: Context) -> SafeString:
    """The period that is worked in, and the way to another."""
    return _period(
        str(context.get("period_text") or ""), str(context.get("period_url") or ""), get_language()
    )


@lru_cache
def _period(text: str, url: str, _language: str) -> SafeString:
    if not text:
        return safe("")
    change, now = esc(_("Ganti periode")), esc(_("Periode aktif"))
    way = f'<a href="{esc(url)}">{change}</a>' if url else ""
    return safe(f'<div class="pm-period">{now}<b>{esc(text)}</b>{way}</div>')


def foot(context: Context) -> SafeString:
    """The choice of language, whether the people are invented, the version."""
    request = context.get("request")
    language = get_language()
    before, after = _foot(
        language,
        str(context.get("language_url") or ""),
        bool(context.get("is_demo")),
        str(context.get("pamong_version") or ""),
    )
    here = esc(request.get_full_path()) if request else ""
    return safe(
        f'{before}{forgery_key(context)}<input type="hidden" name="next" value="{here}">{after}'
    )


@lru_cache
def _foot(language: str, url: str, is_demo: bool, version: str) -> tuple[str, str]:
    buttons = "".join(
        f"<button{attributes(type='submit', name='language', value=code, lang=code)}"
        f"{attributes(aria_current='true' if code == language else '')}>{name}</button>"
        for code, name in LANGUAGES
    )
    invented, choice = esc(_("Data contoh, bukan orang sebenarnya")), esc(_("Bahasa"))
    note = f"<span>{invented}</span>" if is_demo else ""
    return (
        f'<footer class="pm-foot"><form method="post" action="{esc(url)}" aria-label="{choice}">',
        f"{buttons}</form>{note}<span>Pamong {esc(version)}</span></footer>",
    )

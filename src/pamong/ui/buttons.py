"""Forms as a whole, and the buttons and links that look like buttons."""

import uuid
from typing import Any

from django.middleware.csrf import get_token
from django.template import Context
from django.utils.safestring import SafeString

from pamong.ui.account_marks import mark_of
from pamong.ui.markup import attributes, esc, safe

ONCE = "_once"  # the field whose value makes a repeated submit harmless
DRAFT = "_draft"  # the field that names the draft to forget once the form is sent
OFFLINE = "_offline"  # the field that names what a device may keep and send when there is a line
HERE = "here"
LOOKS = {
    "primary": "btn btn-primary",
    "secondary": "btn btn-outline-primary",
    "link": "btn btn-link",
}


def keys(context: Context) -> str:
    """The hidden fields of every POST: against forgery, and against doing a thing twice."""
    mark = mark_of(context.get("request"))
    once = f'<input type="hidden" name="{ONCE}" value="{uuid.uuid4().hex}{mark}">'
    return forgery_key(context) + once


def forgery_key(context: Context) -> str:
    """The hidden field against forgery alone, for what may be done twice."""
    token = context.get("csrf_token") or ""
    request = context.get("request")
    if not token and request is not None:
        token = get_token(request)
    return f'<input type="hidden" name="csrfmiddlewaretoken" value="{esc(token)}">'


def form(  # noqa: PLR0913, PLR0917 — a tag's arguments are its vocabulary
    context: Context,
    content: str,
    action: str = "",
    method: str = "post",
    draft: str = "",
    of: Any = "",
    upload: Any = False,
    id: str = "",  # noqa: A002 — named as in HTML
    offline: Any = "",
    **more: Any,
) -> SafeString:
    """A form; a posted one carries both keys, and `draft` (of what) keeps what is typed.

    The draft "here" is that of the address the form stands at, of the last thing that it names.
    `offline` is what a person's device calls it while it waits there for a line.
    """
    if draft == HERE:
        at = context["request"].resolver_match
        draft, of = at.url_name, next(reversed(at.kwargs.values()), "")
    draft = (f"{draft}-{of}" if draft and of else draft).lower()  # as the addresses of drafts are
    said = attributes(
        action=action,
        method=method,
        id=id,
        enctype="multipart/form-data" if upload else "",
        data_draft=draft,
        novalidate=True,
        **more,
    )
    hidden = keys(context) if method == "post" else ""
    if draft:
        hidden += f'<input type="hidden" name="{DRAFT}" value="{esc(draft)}">'
    if offline:
        hidden += f'<input type="hidden" name="{OFFLINE}" value="{esc(offline)}">'
    status = '<p class="pm-saved" role="status" data-draft-status></p>' if draft else ""
    return safe(f"<form{said}>{hidden}{content}{status}</form>")


def submit(
    text: Any,
    name: str = "",
    value: Any = "",
    kind: str = "primary",
    to: str = "",
    picked: Any = "",
) -> SafeString:
    """The button that sends the form around it; `to` sends it to another address.

    `picked` is what it says with script while {n} rows of the form's table are picked.
    """
    said = attributes(
        class_=LOOKS[kind],
        type="submit",
        name=name,
        value=value,
        formaction=to,
        data_picked=picked,
    )
    return safe(f"<button{said}>{esc(text)}</button>")


def button_link(url: str, text: Any, kind: str = "primary") -> SafeString:
    """A link that starts something."""
    return safe(f'<a class="{LOOKS[kind]}" href="{esc(url)}">{esc(text)}</a>')


def action(  # noqa: PLR0913, PLR0917 — a tag's arguments are its vocabulary
    context: Context,
    url: str,
    text: Any,
    kind: str = "primary",
    confirm: Any = "",
    name: str = "",
    value: Any = "",
) -> SafeString:
    """A form of one button; `confirm` opens a sentence first, for what cannot be undone."""
    sure = kind if kind == "primary" else "secondary"  # beside the page's own primary button
    button = submit(text, name, value, sure if confirm else kind)
    whole = f'<form class="pm-one-button" method="post" action="{esc(url)}">{keys(context)}{button}</form>'
    if not confirm:
        return safe(whole)
    return safe(
        f'<details class="pm-confirm"><summary class="{LOOKS[kind]}">{esc(text)}</summary>'
        f"<div><p>{esc(confirm)}</p>{whole}</div></details>"
    )

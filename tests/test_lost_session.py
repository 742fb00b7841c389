"""Whatever form is sent after the session has ended comes back, with its content, to who had opened it."""

from typing import Any
from urllib.parse import urljoin

import pytest
from django.conf import settings
from django.test import Client

from pamong.people.tests.world import World
from tests.addresses import is_html, pages, url_of, visitors
from tests.forms import Form, forms_of
from tests.subjects import make_subjects

pytestmark = pytest.mark.sqlite  # what is kept of a form has tests on both
SECRET = ("password", "passphrase", "code", "token")
OPEN = ("/account/", "/language", "/papers/")  # what asks for no session


def kept_of(form: Form) -> dict[str, list[str]]:
    """What must come back of it."""
    left = {"csrfmiddlewaretoken", "_once", "_draft", "_offline"}
    return {
        name: values
        for name, values in form.fields.items()
        if name not in left and not any(word in name for word in SECRET)
    }


def note_in(html: str, url: str, path: str) -> Form | None:
    """The form of the note, which carries the address to which it was sent in vain."""
    at = html.find("data-unsent")
    if at < 0:
        return None
    found = forms_of(html[at:].partition("unsent/drop")[0], path)
    return next((one for one in found if urljoin(path, one.action) == url), None)


def typed(form: Form) -> dict[str, list[str]]:
    """The form as somebody has written on it."""
    return {
        name: values if name.startswith("_") else [value or "Tulisan saya" for value in values]
        for name, values in form.fields.items()
    }


def test_every_form_comes_back_after_the_sign_in(world: World, as_: Any) -> None:
    subjects, lost, seen = make_subjects(world), {}, set()
    for name in pages():
        person, path = visitors(name)[0], url_of(name, subjects)
        client = as_(person)
        answer = client.get(path)
        if not is_html(answer):
            continue
        for form in forms_of(answer.content.decode(), path):
            url = urljoin(path, form.action)
            kind = (url.partition("?")[0], tuple(sorted(form.fields)))
            if form.method != "post" or "_once" not in form.fields or kind in seen:
                continue
            if url.startswith(OPEN):
                continue
            seen.add(kind)
            form.fields = typed(form)
            gone = Client()
            answer = gone.post(url, form.fields, headers={"referer": f"http://testserver{path}"})
            if answer.status_code != 302 or "sign-in" not in answer["Location"]:
                lost[f"{name} {url}"] = answer.status_code
                continue
            gone.force_login(world.account(person))
            back = note_in(gone.get(path).content.decode(), url, path)
            if back is None or kept_of(back) != kept_of(form):
                lost[f"{name} {url}"] = back and (kept_of(back), kept_of(form))
    assert lost == {}
    assert len(seen) > 60


@pytest.fixture
def sent(world: World, as_: Any) -> Any:
    """A browser whose session had ended when Sari sent a form."""
    html = as_("sari").get("/account/security").content.decode()
    key = next(f.fields["_once"][0] for f in forms_of(html, "/") if "_once" in f.fields)
    client = Client()
    client.post("/feedback/", {"text": "Terima kasih", "password": "x", "_once": key})
    return client


def test_another_account_sees_nothing_of_it(world: World, sent: Client) -> None:
    sent.force_login(world.account("budi"))
    assert "Terima kasih" not in sent.get("/").content.decode()
    sent.force_login(world.account("sari"))
    assert "Terima kasih" not in sent.get("/").content.decode()


def test_it_goes_when_it_is_thrown_away_and_holds_no_secret(world: World, sent: Client) -> None:
    sent.force_login(world.account("sari"))
    html = sent.get("/").content.decode()
    assert "Terima kasih" in html
    assert 'name="password"' not in html
    assert sent.post("/unsent/drop").status_code == 303
    assert "Terima kasih" not in sent.get("/").content.decode()


def test_a_key_that_we_have_not_written_keeps_nothing(db: None, client: Client) -> None:
    for key in ("", "k1", "a" * 64):
        client.post("/daily/", {"text_0": "x", "_once": key})
    assert settings.SESSION_COOKIE_NAME not in client.cookies


def test_a_form_of_another_account_is_not_done(world: World, as_: Any) -> None:
    html = as_("sari").get("/account/security").content.decode()
    key = next(f.fields["_once"][0] for f in forms_of(html, "/") if "_once" in f.fields)
    assert as_("sari").post("/account/sessions", {"_once": key}).status_code != 409
    answer = as_("budi").post("/unsent/drop", {"_once": key})
    assert answer.status_code == 409

"""Component tags: what they write, and that nothing a person typed becomes markup."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from django import forms
from django.template import Context, Template
from django.test import RequestFactory

from pamong.ui.components import Step, Tab, Task, Trace, steps, trace
from pamong.ui.fields import ChoiceLabel, DayField, NumberField

EVIL = "<script>alert('x')</script>\" onx=1"


def drawn(source: str, **context: Any) -> str:
    request = RequestFactory().get("/")
    return Template(source).render(Context({"request": request, **context}))


class Sample(forms.Form):
    name = forms.CharField(label="Nama", help_text="Seperti tercatat.")
    note = forms.CharField(label="Catatan", required=False, widget=forms.Textarea)
    target = NumberField(label="Target", unit="orang")
    due = DayField(label="Batas")
    kind = forms.ChoiceField(
        label="Jenis", choices=[("a", ChoiceLabel("Utama", sub="Tugas pokok")), ("b", "Tambahan")]
    )
    month = forms.ChoiceField(label="Bulan", choices=[(n, f"Bulan {n}") for n in range(12)])
    agreed = forms.BooleanField(label="Saya setuju")
    file = forms.FileField(label="Berkas")


@pytest.mark.parametrize(
    "source",
    [
        "{% tag evil evil %}",
        "{% panel title=evil lead=evil link=evil link_text=evil id=evil %}{% endpanel %}",
        "{% note kind='turn' title=evil %}{% endnote %}",
        "{% sticky text=evil %}{% endsticky %}",
        "{% fieldset evil %}{% endfieldset %}",
        "{% details evil %}{% enddetails %}",
        "{% empty evil evil evil evil %}",
        "{% button_link evil evil %}{% submit evil evil evil %}{% action evil evil confirm=evil %}",
        "{% form action=evil draft=evil id=evil %}{% endform %}",
        "{% facts rows %}",
        "{% steps steps %}",
        "{% trace traces %}",
        "{% tasks tasks %}",
        "{% tabs tabs %}",
        "{% crumbs pairs %}{% crumbs evil evil %}",
        "{% search evil 'q' evil evil %}{% pager evil evil evil %}",
        "{% field form.name evil %}{% field form.note %}{% field form.target %}{% choices form.kind %}",
        "{% errors form %}",
    ],
)
def test_what_people_typed_is_never_markup(source: str) -> None:
    form = Sample({"name": EVIL, "note": EVIL, "target": EVIL, "kind": EVIL})
    html = drawn(
        source,
        evil=EVIL,
        form=form,
        rows=[(EVIL, EVIL, EVIL)],
        steps=[Step(EVIL, EVIL, "current")],
        traces=[Trace(EVIL, EVIL, None, EVIL, EVIL)],
        tasks=[Task(EVIL, EVIL, EVIL, (EVIL, EVIL), EVIL)],
        tabs=[Tab(EVIL, EVIL, 3)],
        pairs=[(EVIL, EVIL)],
    )
    assert "<script" not in html
    assert '" onx' not in html


def test_every_kind_of_field_is_drawn_with_its_label() -> None:
    html = drawn("{% for one in form %}{% field one %}{% endfor %}", form=Sample())
    for words in ("Nama", "Catatan", "Target", "Batas", "Jenis", "Bulan", "Saya setuju", "Berkas"):
        assert words in html
    assert "orang" in html
    assert "Tugas pokok" in html
    assert "<select" in html
    assert "style=" not in html


def test_what_was_typed_stays_beside_the_error() -> None:
    form = Sample({"name": "Sari", "target": "sebanyak mungkin", "due": "31-02-2026"})
    html = drawn("{% errors form %}{% field form.target %}{% field form.due %}", form=form)
    assert 'value="sebanyak mungkin"' in html
    assert 'value="31-02-2026"' in html
    assert 'href="#id_target"' in html
    assert html.count('aria-invalid="true"') == 2


def test_a_number_is_said_back_as_it_was_read() -> None:
    form = Sample({"target": "1234.5"})
    html = drawn("{% field form.target %}", form=form)
    assert "Dibaca sebagai 1.234,5" in html


def test_a_missing_attainment_is_a_dash_and_no_nought() -> None:
    html = drawn("{% meter value %}", value=None)
    assert "is-none" in html
    assert "0%" not in html


def test_an_attainment_below_the_bound_is_hatched() -> None:
    assert "is-low" in drawn("{% meter value 90 %}", value=Decimal("81.8"))
    assert "is-low" not in drawn("{% meter value 90 %}", value=Decimal(90))
    assert "is-low" not in drawn("{% meter value %}", value=Decimal(3))


def test_a_posted_form_carries_both_keys_and_its_draft() -> None:
    html = drawn("{% form draft='plan-1' %}x{% endform %}")
    assert 'name="csrfmiddlewaretoken"' in html
    assert 'name="_once"' in html
    assert 'name="_draft" value="plan-1"' in html
    assert "_once" not in drawn("{% form method='get' %}x{% endform %}")


def test_a_trace_says_the_day_that_counts_and_when_it_was_recorded() -> None:
    at = datetime(2026, 11, 26, 2, 0, tzinfo=UTC)
    same, other = (
        trace([Trace("A", at=at, on=date(2026, 11, 26))]),
        trace([Trace("A", at=at, on=date(2026, 1, 13))]),
    )
    assert "dicatat" not in same
    assert "Selasa, 13 Januari 2026, dicatat 26 November 2026" in other
    assert 'datetime="2026-01-13"' in other


class Twice(forms.Form):
    amount = NumberField(label="Target", max_value=5)


def test_the_list_of_faults_names_each_field_and_counts_fields_not_faults() -> None:
    class Many(forms.BaseFormSet[Twice]):
        heading = "Indikator %(n)s"

    data = {"form-TOTAL_FORMS": "2", "form-INITIAL_FORMS": "0", "form-0-amount": "1"}
    many = forms.formset_factory(Twice, formset=Many)(data | {"form-1-amount": "x"})
    shown = drawn("{% errors one %}", one=many)
    assert "Target (Indikator 2): Tulis dengan angka" in shown
    assert "Target (Indikator 1)" not in shown
    one = Twice({"amount": "x"})
    one.add_error("amount", "Lagi.")
    shown = drawn("{% errors one %}", one=one)
    assert "Perbaiki 1 isian" in shown
    assert "Target: Lagi." in shown


def test_a_life_that_is_over_tells_its_end_also_on_a_phone() -> None:
    done = [Step("Disusun", "", "done"), Step("Dikunci", "10 Oktober", "done")]
    assert str(steps(done)).count("is-end") == 1
    assert '<li class="is-done is-end"><span>Dikunci' in str(steps(done))
    assert "is-end" not in str(steps([*done, Step("Dibayar", "", "current")]))

"""How the board is searched and ordered."""

from django import forms
from django.utils.translation import gettext_lazy

ORDERS = (
    ("", gettext_lazy("Menunggu Anda dahulu")),
    ("name", gettext_lazy("Nama")),
    ("low", gettext_lazy("Capaian terendah dahulu")),
    ("evidence", gettext_lazy("Bukti terlama dahulu")),
)


class BoardForm(forms.Form):
    """Part of a name or post, and an order; only shown, the address is read as it is."""

    use_required_attribute = False
    q = forms.CharField(label=gettext_lazy("Cari nama atau jabatan"), max_length=100)
    sort = forms.ChoiceField(label=gettext_lazy("Urutkan"), choices=ORDERS)

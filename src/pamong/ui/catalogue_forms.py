"""The forms of the living catalogue: one field of each kind."""

from django import forms
from django.utils.translation import gettext_lazy

from pamong.ui.fields import ChoiceLabel, DayField, NumberField, TimeField

SUBJECTS = (
    "Meningkatnya satuan PAUD terakreditasi minimal B",
    "Meningkatnya partisipasi pendidikan kesetaraan usia 7 sampai 24 tahun",
    "Tautkan kemudian, SKP pimpinan belum lengkap",
)


class SampleForm(forms.Form):
    """One field of each kind."""

    kind = forms.ChoiceField(
        label=gettext_lazy("Jenis hasil kerja"),
        choices=[
            ("main", ChoiceLabel(gettext_lazy("Utama"), sub=gettext_lazy("Tugas pokok jabatan"))),
            (
                "more",
                ChoiceLabel(
                    gettext_lazy("Tambahan"), sub=gettext_lazy("Tugas di luar tugas pokok")
                ),
            ),
        ],
    )
    above = forms.ChoiceField(
        label=gettext_lazy("RHK pimpinan yang diintervensi"),
        help_text=gettext_lazy("Hasil kerja pimpinan yang Anda dukung."),
        choices=[(str(number), text) for number, text in enumerate(SUBJECTS)],
    )
    result = forms.CharField(
        label=gettext_lazy("Rencana hasil kerja (RHK)"),
        help_text=gettext_lazy("Tulis hasil yang tercapai, bukan kegiatannya. Satu kalimat."),
        widget=forms.Textarea,
    )
    source = forms.CharField(
        label=gettext_lazy("Sumber data"), widget=forms.Textarea(attrs={"rows": 1}), required=False
    )
    target = NumberField(
        label=gettext_lazy("Target"),
        help_text=gettext_lazy("Angka saja, misalnya 24 atau 87,5."),
        min_value=0,
    )
    unit = forms.ChoiceField(
        label=gettext_lazy("Satuan"),
        help_text=gettext_lazy("Satuan yang dipakai instansi."),
        choices=[
            ("", gettext_lazy("Pilih satuan")),
            *((str(n), f"Satuan {n}") for n in range(1, 10)),
        ],
    )
    before = NumberField(label=gettext_lazy("Capaian tahun lalu"), unit="satuan", required=False)
    due = DayField(label=gettext_lazy("Batas waktu"))
    at = TimeField(label=gettext_lazy("Mulai"), required=False)
    file = forms.FileField(label=gettext_lazy("Bukti dukung"), required=False)
    helpers = forms.MultipleChoiceField(
        label=gettext_lazy("Nilai yang diberi ekspektasi khusus"),
        choices=[(name, name) for name in ("Kolaboratif", "Adaptif")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    agreed = forms.BooleanField(
        label=gettext_lazy("Saya sudah memeriksa isian ini"),
        help_text=gettext_lazy("Isian terkunci setelah diajukan."),
    )


class JudgeForm(forms.Form):
    """The two ways in which a judgement is chosen."""

    card = forms.ChoiceField(
        label=gettext_lazy("Rating contoh"),
        choices=[
            (
                "1",
                ChoiceLabel(
                    gettext_lazy("Pilihan pertama"),
                    sub=gettext_lazy("Sebagian besar hasil belum terlihat"),
                ),
            ),
            (
                "2",
                ChoiceLabel(
                    gettext_lazy("Pilihan kedua"),
                    sub=gettext_lazy("Sebagian besar terlihat, sedikit yang belum"),
                ),
            ),
            (
                "3",
                ChoiceLabel(
                    gettext_lazy("Pilihan ketiga"),
                    sub=gettext_lazy("Semua terlihat dan menjadi panutan"),
                ),
            ),
        ],
    )
    segment = forms.ChoiceField(
        label=gettext_lazy("Penilaian hasil kerja 1"),
        choices=[
            ("1", gettext_lazy("Pertama")),
            ("2", gettext_lazy("Kedua")),
            ("3", gettext_lazy("Ketiga")),
        ],
    )
    words = forms.CharField(
        label=gettext_lazy("Umpan balik"), widget=forms.Textarea(attrs={"rows": 1}), required=False
    )

"""What others ask of one: claims that wait longest, then requests, each with where it is answered."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext, ngettext_lazy

from pamong.performance.calibration.presentation import ANSWERS
from pamong.performance.home.queries import Home
from pamong.performance.home.waiting import (
    ACCESS,
    ASKS,
    CLOSING,
    CORRECTION,
    DECIDE,
    EVIDENCE,
    EXPLAIN,
    FIGURES,
    JUDGED,
    MILESTONES,
    OPENING,
    RESULT,
    RULE,
    SHEETS,
    TO_DECIDE,
    TO_JUDGE,
    TO_PUBLISH,
    TO_READ,
    TO_SIGN,
    TO_STATE,
    VACANT,
)
from pamong.performance.months import say_month
from pamong.performance.periods import say_period
from pamong.ui.components import Task

CLAIMS = {
    VACANT: (
        *(
            "people:vacancy-list",
            ngettext_lazy(
                "Ambil alih penilaian %(n)d pegawai", "Ambil alih penilaian %(n)d pegawai", "n"
            ),
        ),
        gettext_noop("Penilainya berhenti atau pindah, dan Anda atasannya."),
    ),
    CLOSING: (
        *(
            "performance:closing-list",
            ngettext_lazy(
                "Nilai %(n)d SKP yang ditutup karena mutasi",
                "Nilai %(n)d SKP yang ditutup karena mutasi",
                "n",
            ),
        ),
        gettext_noop("Anda menilai jabatan lamanya, sebelum periodenya berakhir."),
    ),
    RESULT: (
        *(
            "performance:evaluation-own",
            ngettext_lazy(
                "Jawab %(n)d hasil penilaian Anda", "Jawab %(n)d hasil penilaian Anda", "n"
            ),
        ),
        gettext_noop("Terima hasilnya, atau ajukan keberatan bila tidak sependapat."),
    ),
    TO_STATE: (
        *(
            "performance:sanction-list",
            ngettext_lazy(
                "Beri keterangan atas %(n)d usulan sanksi",
                "Beri keterangan atas %(n)d usulan sanksi",
                "n",
            ),
        ),
        gettext_noop("Anda didengar lebih dahulu, sebelum diputuskan."),
    ),
    JUDGED: (
        *(
            "performance:improvement-list",
            ngettext_lazy(
                "Baca hasil %(n)d rencana perbaikan", "Baca hasil %(n)d rencana perbaikan", "n"
            ),
        ),
        gettext_noop("Anda dapat menulis pendapat Anda di sana."),
    ),
    TO_JUDGE: (
        *(
            "performance:improvement-list",
            ngettext_lazy(
                "Tetapkan hasil %(n)d rencana perbaikan",
                "Tetapkan hasil %(n)d rencana perbaikan",
                "n",
            ),
        ),
        gettext_noop("Waktunya sudah berakhir, dan pegawai menunggu hasilnya."),
    ),
    MILESTONES: (
        *(
            "performance:improvement-list",
            ngettext_lazy("Catat %(n)d tonggak perbaikan", "Catat %(n)d tonggak perbaikan", "n"),
        ),
        gettext_noop("Tanggalnya sudah tiba. Kedua pihak mencatat hasilnya."),
    ),
    DECIDE: (
        *(
            "performance:objection-list",
            ngettext_lazy("Putuskan %(n)d keberatan", "Putuskan %(n)d keberatan", "n"),
        ),
        gettext_noop("Keputusan atasan penilai bersifat final."),
    ),
    EXPLAIN: (
        *(
            "performance:objection-list",
            ngettext_lazy("Tanggapi %(n)d keberatan", "Tanggapi %(n)d keberatan", "n"),
        ),
        gettext_noop("Penjelasan Anda dibaca atasan sebelum memutuskan."),
    ),
}
CLAIMS[EVIDENCE] = (
    *(
        "performance:evidence-list",
        ngettext_lazy(
            "Jawab %(n)d pertanyaan tentang bukti Anda",
            "Jawab %(n)d pertanyaan tentang bukti Anda",
            "n",
        ),
    ),
    gettext_noop("Ada yang tidak ditemukan atau tidak cocok."),
)
CLAIMS[FIGURES] = (
    *(
        "measurement:finding-list",
        ngettext_lazy(
            "Jawab %(n)d pertanyaan tentang angka", "Jawab %(n)d pertanyaan tentang angka", "n"
        ),
    ),
    gettext_noop("Pertanyaan bukan tuduhan: sering ada alasan yang baik."),
)
SECOND = gettext_noop("Memerlukan Anda sebagai orang kedua.")
REQUESTS = {
    TO_READ: (
        *(
            "performance:calibration-list",
            ngettext_lazy(
                "Baca bukti untuk %(n)d kalibrasi", "Baca bukti untuk %(n)d kalibrasi", "n"
            ),
        ),
        gettext_noop("Bukti dibaca lebih dulu, baru angkanya dibuka."),
    ),
    TO_SIGN: (
        *(
            "performance:papers-sign",
            ngettext_lazy("Tanda tangani %(n)d dokumen", "Tanda tangani %(n)d dokumen", "n"),
        ),
        gettext_noop("Baca dahulu, lalu tanda tangani beberapa sekaligus."),
    ),
    ASKS: (
        *(
            "performance:feedback-list",
            ngettext_lazy(
                "Jawab %(n)d permintaan umpan balik", "Jawab %(n)d permintaan umpan balik", "n"
            ),
        ),
        gettext_noop("Rekan meminta pendapat Anda tentang hasil kerjanya."),
    ),
    ACCESS: (
        "people:access-requests",
        ngettext_lazy("Jawab %(n)d permintaan akses", "Jawab %(n)d permintaan akses", "n"),
        SECOND,
    ),
    TO_DECIDE: (
        *(
            "performance:sanction-list",
            ngettext_lazy("Putuskan %(n)d usulan sanksi", "Putuskan %(n)d usulan sanksi", "n"),
        ),
        SECOND,
    ),
    TO_PUBLISH: (
        *(
            "measurement:publication-list",
            ngettext_lazy(
                "Putuskan %(n)d angka untuk publik", "Putuskan %(n)d angka untuk publik", "n"
            ),
        ),
        SECOND,
    ),
    OPENING: (
        *(
            "performance:window-list",
            ngettext_lazy(
                "Jawab %(n)d permintaan buka kembali", "Jawab %(n)d permintaan buka kembali", "n"
            ),
        ),
        SECOND,
    ),
    CORRECTION: (
        *(
            "performance:correction-list",
            ngettext_lazy("Jawab %(n)d permintaan koreksi", "Jawab %(n)d permintaan koreksi", "n"),
        ),
        SECOND,
    ),
    SHEETS: (
        *(
            "performance:allowance-list",
            ngettext_lazy("Kunci %(n)d daftar TPP", "Kunci %(n)d daftar TPP", "n"),
        ),
        gettext_noop("Sudah diperiksa; dibayar setelah Anda menguncinya."),
    ),
    RULE: (
        *(
            "performance:rules",
            ngettext_lazy(
                "Jawab %(n)d permintaan perubahan aturan",
                "Jawab %(n)d permintaan perubahan aturan",
                "n",
            ),
        ),
        SECOND,
    ),
}


def asked_tasks(home: Home, kinds: Mapping[str, tuple[str, Any, str]]) -> list[Task]:
    """What others ask, each kind with the page where it is answered."""
    return [
        Task(
            text % {"n": home.requests[kind]},
            reverse(name),
            _(why),
            ("wait", _("Belum dijawab")),
        )
        for kind, (name, text, why) in kinds.items()
        if home.requests.get(kind)
    ]


def answer_tasks(home: Home) -> list[Task]:
    """Proposals of a calibration that one answers as the rater, at their place in the session."""
    return [
        Task(
            ngettext("Jawab %(n)d usulan kalibrasi", "Jawab %(n)d usulan kalibrasi", count)
            % {"n": count},
            f"{reverse('performance:calibration-detail', args=[session])}#{ANSWERS}",
            _("Hanya penilainya yang mengubah rating."),
            ("wait", _("Belum dijawab")),
        )
        for session, count in home.to_answer.items()
    ]


def filled_tasks(home: Home, *, named: bool) -> list[Task]:
    """People whose former rater is gone and who go to whoever leads the unit by now."""
    url = reverse("people:vacancy-list")
    return [
        Task(
            ngettext(
                "Pindahkan penilaian %(n)d pegawai ke pejabat baru",
                "Pindahkan penilaian %(n)d pegawai ke pejabat baru",
                count,
            )
            % {"n": count},
            url,
            _("Jabatan penilainya sudah terisi: %(name)s.") % {"name": name} if named else "",
            ("wait", _("Belum dipindahkan")),
        )
        for name, count in sorted(home.filled.items())
    ]


def lacking_tasks(home: Home) -> list[Task]:
    """Lines without a part in the sheets that one is to lock, by month."""
    url = reverse("performance:allowance-list")
    return [
        Task(
            ngettext(
                "Lihat %(n)d baris TPP %(month)s yang belum lengkap",
                "Lihat %(n)d baris TPP %(month)s yang belum lengkap",
                count,
            )
            % {"n": count, "month": say_month(month)},
            f"{url}?month={month:%Y-%m}",
            _("Bagian yang belum ada tidak dibayar bulan ini."),
            ("wait", _("Belum lengkap")),
        )
        for month, count in sorted(home.lacking.items())
    ]


def set_tasks(home: Home) -> list[Task]:
    """Predicates that wait to be set, by period; first everybody of the one now rated is rated."""
    whole = [when for when in home.to_set if not home.to_rate[when]]
    return [_set_task(when, home.to_set[when]) for when in whole]


def _set_task(when: tuple[int, str], count: int) -> Task:
    year, period = when
    words = ngettext(
        "Tetapkan predikat %(n)d pegawai untuk %(period)s",
        "Tetapkan predikat %(n)d pegawai untuk %(period)s",
        count,
    )
    url = f"{reverse('performance:evaluation-list')}?year={year}&period={period}"
    why = _("Pegawai melihat hasilnya setelah predikat ditetapkan.")
    text = words % {"n": count, "period": say_period(*when)}
    return Task(text, url, why, ("wait", _("Belum ditetapkan")))

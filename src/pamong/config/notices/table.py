"""Which verb of the record tells whom what, in one table; a verb that tells nobody says why."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from pamong.config.notices import audience, kinds
from pamong.config.notices.audience import Whom


@dataclass(frozen=True, slots=True)
class Tells:
    """A verb's notice: its kind, who is told, in which words, and the page of all such things."""

    kind: str
    whom: Whom
    text: Any
    page: str


PLAN_LIST, BELOW = "performance:plan-list", "performance:plan-subordinates"
RATINGS, OWN_RATINGS = "performance:evaluation-list", "performance:evaluation-own"
OBJECTIONS, FEEDBACK = "performance:objection-list", "performance:feedback-list"
IMPROVEMENTS, SANCTIONS = "performance:improvement-list", "performance:sanction-list"
REPORTS = "analytics:annual-list"
PROFILE, PUBLICATIONS = "people:profile", "measurement:publication-list"

NOTICES: dict[str, Tells] = {
    "performance.plan_proposed": Tells(
        kinds.PLAN_WAITS, audience.answering, _("SKP diajukan kepada Anda"), BELOW
    ),
    "performance.revision_asked": Tells(
        kinds.PLAN_WAITS, audience.answering, _("Perubahan target menunggu jawaban Anda"), BELOW
    ),
    "performance.plan_rater_changed": Tells(
        kinds.PLAN_WAITS, audience.rater, _("SKP beralih kepada Anda sebagai penilai"), BELOW
    ),
    "performance.objection_filed": Tells(
        kinds.OBJECTION, audience.sides_of_objection, _("Keberatan diajukan"), OBJECTIONS
    ),
    "performance.objection_explained": Tells(
        kinds.OBJECTION, audience.deciding, _("Keberatan siap Anda putuskan"), OBJECTIONS
    ),
    "performance.evaluation_passed_on": Tells(
        kinds.RATING, audience.rater, _("Penilaian beralih kepada Anda"), RATINGS
    ),
    "performance.correction_granted": Tells(
        kinds.RATING, audience.rater, _("Penilaian dibuka kembali untuk dikoreksi"), RATINGS
    ),
    "people.access_asked": Tells(
        *(kinds.SECOND, audience.second_for_access, _("Permintaan akses menunggu orang kedua")),
        "people:access-requests",
    ),
    "performance.reopening_asked": Tells(
        *(kinds.SECOND, audience.second, _("Pembukaan kembali jendela waktu diminta")),
        "performance:window-list",
    ),
    "performance.extension_asked": Tells(
        *(kinds.SECOND, audience.second, _("Perpanjangan jendela waktu satu unit diminta")),
        "performance:window-list",
    ),
    "performance.correction_asked": Tells(
        *(kinds.SECOND, audience.second, _("Koreksi penilaian diminta")),
        "performance:correction-list",
    ),
    "performance.rule_asked": Tells(
        kinds.SECOND, audience.second, _("Perubahan aturan diminta"), "performance:rules"
    ),
    "performance.retention_proposed": Tells(
        *(kinds.SECOND, audience.second, _("Penghapusan menurut retensi diusulkan")),
        "performance:retention",
    ),
    "measurement.publication_proposed": Tells(
        *(kinds.SECOND, audience.publishing, _("Angka diusulkan terbit untuk publik")),
        PUBLICATIONS,
    ),
    "measurement.publication_declined": Tells(
        *(kinds.WORK, audience.proposing, _("Angka yang Anda usulkan tidak diterbitkan")),
        PUBLICATIONS,
    ),
    "config.backup_taken": Tells(
        kinds.SECOND, audience.office, _("Cadangan seluruh data diunduh"), "operations"
    ),
    "people.supervisor_reported": Tells(
        *(kinds.SECOND, audience.menders, _("Pegawai melaporkan atasan yang keliru")),
        "people:supervisor-report-list",
    ),
    "performance.feedback_asked": Tells(
        kinds.ASKED, audience.giver, _("Umpan balik diminta dari Anda"), FEEDBACK
    ),
    "performance.dialogue_asked": Tells(
        kinds.ASKED, audience.both, _("Dialog kinerja diminta"), FEEDBACK
    ),
    "performance.deadline_neared": Tells(
        kinds.DEADLINE, audience.nobody, _("Batas waktu mendekat"), PLAN_LIST
    ),
    "performance.plan_agreed": Tells(
        kinds.PLAN, audience.person, _("SKP Anda disetujui"), PLAN_LIST
    ),
    "performance.plan_agreement_undone": Tells(
        kinds.PLAN, audience.person, _("Persetujuan SKP Anda dibatalkan penilai"), PLAN_LIST
    ),
    "performance.recap_differed": Tells(
        kinds.PLAN, audience.person, _("Rekap e-Kinerja berbeda dari SKP Anda"), PLAN_LIST
    ),
    "performance.plan_returned": Tells(
        kinds.PLAN, audience.person, _("SKP Anda dikembalikan dengan catatan"), PLAN_LIST
    ),
    "performance.revision_granted": Tells(
        kinds.PLAN, audience.person, _("Permintaan perubahan target Anda dijawab"), PLAN_LIST
    ),
    "performance.predicate_set": Tells(
        kinds.RESULT, audience.person, _("Hasil penilaian Anda ditetapkan"), OWN_RATINGS
    ),
    "performance.evaluation_closed": Tells(
        kinds.RESULT, audience.person, _("Predikat penutup Anda ditetapkan"), OWN_RATINGS
    ),
    "performance.objection_decided": Tells(
        kinds.RESULT, audience.both, _("Keberatan diputuskan"), OBJECTIONS
    ),
    "performance.entry_returned": Tells(
        *(kinds.ENTRY, audience.person, _("Progress harian Anda dikembalikan")),
        "performance:daily",
    ),
    "performance.evidence_questioned": Tells(
        *(kinds.ASKED, audience.person, _("Ada pertanyaan tentang bukti Anda")),
        "performance:evidence-list",
    ),
    "performance.evidence_explained": Tells(
        *(kinds.ENTRY, audience.looker, _("Pertanyaan Anda tentang bukti dijawab")),
        "performance:evidence-waiting",
    ),
    "performance.role_given": Tells(
        kinds.WORK, audience.person, _("Peran hasil dibagikan kepada Anda"), PLAN_LIST
    ),
    "performance.follow_up_added": Tells(
        *(kinds.WORK, audience.owner, _("Tindak lanjut ditetapkan")),
        "performance:follow-up-list",
    ),
    "performance.follow_up_undone": Tells(
        *(kinds.WORK, audience.owner, _("Tindak lanjut dibatalkan")),
        "performance:follow-up-list",
    ),
    "performance.improvement_opened": Tells(
        kinds.WORK, audience.person, _("Rencana perbaikan dibuka untuk Anda"), IMPROVEMENTS
    ),
    "performance.milestone_added": Tells(
        kinds.WORK, audience.person, _("Tonggak perbaikan ditambahkan"), IMPROVEMENTS
    ),
    "performance.milestone_noted": Tells(
        kinds.WORK, audience.both_today, _("Tonggak perbaikan dicatat"), IMPROVEMENTS
    ),
    "performance.improvement_judged": Tells(
        kinds.RESULT, audience.person, _("Hasil rencana perbaikan Anda ditetapkan"), IMPROVEMENTS
    ),
    "performance.improvement_acknowledged": Tells(
        kinds.WORK, audience.rater_today, _("Hasil rencana perbaikan dibaca pegawai"), IMPROVEMENTS
    ),
    "performance.improvement_cancelled": Tells(
        kinds.WORK, audience.both_today, _("Rencana perbaikan dibatalkan"), IMPROVEMENTS
    ),
    "performance.sanction_proposed": Tells(
        kinds.ASKED, audience.person, _("Keterangan Anda diminta sebelum diputuskan"), SANCTIONS
    ),
    "performance.sanction_stated": Tells(
        kinds.SECOND, audience.second, _("Usulan sanksi siap diputuskan"), SANCTIONS
    ),
    "performance.sanction_decided": Tells(
        kinds.RESULT, audience.both_today, _("Usulan sanksi diputuskan"), SANCTIONS
    ),
    "performance.sanction_withdrawn": Tells(
        kinds.RESULT, audience.person, _("Usulan sanksi ditarik"), SANCTIONS
    ),
    "performance.sanction_appealed": Tells(
        kinds.SECOND, audience.second, _("Upaya administratif dicatat"), SANCTIONS
    ),
    "performance.sanction_annulled": Tells(
        kinds.RESULT, audience.both_today, _("Keputusan sanksi dibatalkan"), SANCTIONS
    ),
    "people.member_added": Tells(
        kinds.WORK, audience.person, _("Anda menjadi anggota tim kerja"), "people:team-list"
    ),
    "people.delegation_made": Tells(
        kinds.WORK, audience.delegate, _("Tugas penilai didelegasikan"), "people:delegation-list"
    ),
    "performance.feedback_given": Tells(
        kinds.FEEDBACK, audience.person, _("Anda menerima umpan balik"), FEEDBACK
    ),
    "performance.feedback_declined": Tells(
        kinds.FEEDBACK, audience.person, _("Permintaan umpan balik tidak diterima"), FEEDBACK
    ),
    "performance.dialogue_held": Tells(
        kinds.FEEDBACK, audience.both, _("Hasil dialog kinerja dicatat"), FEEDBACK
    ),
    "people.rater_set": Tells(kinds.PEOPLE, audience.person, _("Penilai Anda ditetapkan"), PROFILE),
    "people.rater_set_undone": Tells(
        kinds.PEOPLE, audience.person, _("Penilai Anda yang sebelumnya dikembalikan"), PROFILE
    ),
    "people.superior_set": Tells(
        kinds.PEOPLE, audience.person, _("Atasan penilai Anda ditetapkan"), PROFILE
    ),
    "people.report_answered": Tells(
        kinds.PEOPLE, audience.person, _("Laporan Anda tentang atasan dijawab"), PROFILE
    ),
    "people.employee_moved": Tells(
        kinds.PEOPLE, audience.person, _("Jabatan Anda dicatat"), PROFILE
    ),
    "people.kind_changed": Tells(
        kinds.PEOPLE, audience.person, _("Jenis pegawai Anda diubah"), PROFILE
    ),
    "people.contract_decided": Tells(
        kinds.PEOPLE, audience.person, _("Kontrak Anda diputuskan"), PROFILE
    ),
    "people.leave_added": Tells(kinds.PEOPLE, audience.person, _("Cuti Anda dicatat"), PROFILE),
    "people.leave_changed": Tells(kinds.PEOPLE, audience.person, _("Cuti Anda diubah"), PROFILE),
    "people.leave_cancelled": Tells(
        kinds.PEOPLE, audience.person, _("Cuti Anda dibatalkan"), PROFILE
    ),
    "access.mail_refused": Tells(
        *(kinds.PEOPLE, audience.account, _("Surel kepada Anda ditolak; periksa alamatnya")),
        "notice-choices",
    ),
    "people.mandate_ended": Tells(kinds.PEOPLE, audience.holder, _("Peran Anda diakhiri"), "home"),
    "people.mandate_given": Tells(kinds.PEOPLE, audience.holder, _("Anda diberi peran"), "home"),
    "performance.credit_determined": Tells(
        *(kinds.RESULT, audience.person, _("Angka kredit Anda ditetapkan")),
        "performance:credit-own",
    ),
    "performance.credit_determination_corrected": Tells(
        *(kinds.RESULT, audience.person, _("Penetapan angka kredit Anda dikoreksi")),
        "performance:credit-own",
    ),
    "people.access_granted": Tells(
        kinds.PEOPLE, audience.asker, _("Permintaan akses Anda disetujui"), "people:access-requests"
    ),
    "people.access_declined": Tells(
        kinds.PEOPLE, audience.asker, _("Permintaan akses Anda ditolak"), "people:access-requests"
    ),
    "performance.reopening_granted": Tells(
        *(kinds.WORK, audience.asker, _("Pembukaan kembali yang Anda minta disetujui")),
        "performance:window-list",
    ),
    "performance.rule_granted": Tells(
        *(kinds.WORK, audience.asker, _("Perubahan aturan yang Anda minta disetujui")),
        "performance:rules",
    ),
    "performance.rule_refused": Tells(
        *(kinds.WORK, audience.asker, _("Perubahan aturan yang Anda minta ditolak")),
        "performance:rules",
    ),
    "analytics.annual_report_proposed": Tells(
        *(
            kinds.SECOND,
            audience.head_of_agency,
            _("Laporan kinerja tahunan menunggu Anda setujui"),
        ),
        REPORTS,
    ),
    "analytics.annual_report_approved": Tells(
        *(kinds.WORK, audience.office, _("Laporan kinerja tahunan disetujui pimpinan")),
        REPORTS,
    ),
    "analytics.annual_report_reopened": Tells(
        *(kinds.WORK, audience.office, _("Laporan kinerja tahunan dikembalikan untuk diperbaiki")),
        REPORTS,
    ),
    "measurement.source_failed": Tells(
        *(kinds.SENDING, audience.source_keeper, _("Sumber data gagal diambil")),
        "measurement:source-list",
    ),
    "measurement.figures_questioned": Tells(
        *(kinds.FIGURES, audience.figure_owner, _("Angka indikator Anda ditanyakan")),
        "measurement:finding-list",
    ),
    "measurement.finding_answered": Tells(
        *(kinds.FIGURES, audience.figure_askers, _("Pertanyaan tentang angka dijawab")),
        "measurement:finding-list",
    ),
    "config.webhook_stopped": Tells(
        *(kinds.SENDING, audience.second, _("Pengiriman ke aplikasi lain berhenti")),
        "config:webhook-list",
    ),
}
for _verb in ("card_added", "card_changed", "card_owner_mended"):
    NOTICES[f"measurement.{_verb}"] = Tells(
        *(kinds.WORK, audience.card_owner, _("Anda menjadi penanggung jawab indikator")),
        "measurement:card-list",
    )
NOTICES["performance.revision_refused"] = NOTICES["performance.revision_granted"]

"""What the inspectorate gets beside the papers: lists of papers, evidence and record, with digests of all.

`sha256sum -c SHA256SUMS` in the folder proves every file of it.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from pamong.documents.checking.queries import seal_keys
from pamong.documents.filing import Filing
from pamong.documents.issuing import Issued
from pamong.documents.kinds import LANGUAGE
from pamong.documents.models import PaperFile
from pamong.documents.writing import Heading, Out, write_csv
from pamong.ledger.actions import Actor
from pamong.ledger.models import Entry, Head
from pamong.people.models import Unit
from pamong.people.scope import scope_for
from pamong.performance.models import Evaluation, EvidenceUse, Plan
from pamong.performance.papers.taking import Asked

SUMS, PAPERS, EVIDENCE, RECORD, KEYS, ABOUT = (
    *("SHA256SUMS", "daftar-dokumen.csv", "daftar-bukti.csv", "jejak.jsonl"),
    *("kunci-segel.pem", "BACA-SAYA.txt"),
)


class Bundle:
    """Collects what was written, and closes with the lists."""

    def __init__(self, unit: Unit, asked: Asked, filing: Filing) -> None:
        self.unit, self.asked, self.filing = unit, asked, filing
        self.papers: list[tuple[Path, str, str, str, str]] = []
        self.sums: dict[str, str] = {}

    def add(self, path: Path, issued: Issued) -> None:
        """A paper that lies in the folder."""
        writing = issued.writing
        about = writing.about
        self.papers.append((path, writing.title, about, issued.digest, issued.sha256))
        self.sums[path.as_posix()] = hashlib.sha256(issued.pdf).hexdigest()

    def close(self, *, by: Actor, on: date) -> None:
        """The lists, and the digests of everything last."""
        with override(LANGUAGE):
            self._write(ABOUT, [about_said(self.unit, self.asked.year, on).encode()])
            self._write(PAPERS, write_csv(paper_headings(), self._paper_rows()))
            plans = Plan.objects.visible_to(scope_for(by, on)).filter(
                year=self.asked.year, unit__path__startswith=self.unit.path
            )
            self._write(EVIDENCE, write_csv(evidence_headings(), evidence_rows(plans)))
        self._write(RECORD, record_lines(self.unit, plans))
        self._write(KEYS, [key["pem"].encode() for key in seal_keys()])
        lines = [f"{sha256}  {path}\n" for path, sha256 in sorted(self.sums.items())]
        self.filing.write(Path(SUMS), "".join(lines).encode())

    def _write(self, name: str, pieces: Iterable[bytes]) -> None:
        content = b"".join(pieces)
        self.filing.write(Path(name), content)
        self.sums[name] = hashlib.sha256(content).hexdigest()

    def _paper_rows(self) -> Iterator[tuple[Out, ...]]:
        found: dict[str, tuple[str, str]] = {}
        for start in range(0, len(self.papers), 500):
            some = [row[-1] for row in self.papers[start : start + 500]]
            rows = PaperFile.objects.filter(sha256__in=some)
            names = ("sha256", "signature", "key_id")
            found |= {one: (value, key) for one, value, key in rows.values_list(*names)}
        for path, title, about, digest, sha256 in self.papers:
            yield path.as_posix(), title, about, digest, sha256, *found.get(sha256, ("", ""))


def paper_headings() -> list[Heading]:
    """The columns of the list of papers."""
    return [
        *(Heading(_("Berkas")), Heading(_("Dokumen")), Heading(_("Tentang"))),
        *(Heading(_("Kode pemeriksa")), Heading("SHA-256"), Heading(_("Segel"))),
        Heading(_("Kunci")),
    ]


def evidence_headings() -> list[Heading]:
    """The columns of the index of evidence."""
    return [
        *(Heading(_("Pegawai")), Heading("NIP"), Heading(_("Hasil kerja")), Heading(_("Bukti"))),
        *(Heading(_("Tanggal bukti")), Heading(_("Tautan")), Heading("SHA-256")),
        Heading(_("Ditarik pada")),
    ]


def evidence_rows(plans: Any) -> Iterator[tuple[Out, ...]]:
    """Each use of a piece of evidence under those plans; the files themselves stay where they are."""
    rows = EvidenceUse.objects.filter(plan__in=plans).order_by(
        "plan__employee__name", "plan_id", "evidence__dated_on", "pk"
    )
    names = (
        *(
            "plan__employee__name",
            "plan__employee__nip",
            "result__text",
            "entry__step__result__text",
        ),
        *("evidence__title", "evidence__dated_on", "evidence__link", "evidence__sha256"),
        "evidence__withdrawn_on",
    )
    for name, nip, result, daily, *rest in rows.values_list(*names).iterator(chunk_size=2000):
        yield name, nip, result or daily or "", *rest


def record_lines(unit: Unit, plans: Any) -> Iterator[bytes]:
    """What the record says of those plans and their evaluations, each with its place in the chain."""
    evaluations = Evaluation.objects.filter(plan__in=plans)
    rows = Entry.objects.of_agency(unit.agency.uuid)
    about = rows.filter(subject_uuid__in=plans.values("uuid")).union(
        rows.filter(subject_uuid__in=evaluations.values("uuid"))
    )
    for entry in about.order_by("sequence"):
        yield _line(
            {
                "sequence": entry.sequence,
                "recorded_at": entry.recorded_at.isoformat(),
                "effective_on": entry.effective_on.isoformat(),
                "verb": entry.verb,
                "actor": entry.actor_name,
                "subject": [entry.subject_kind, str(entry.subject_uuid), entry.subject_name],
                "person": entry.person_name,
                "changes": entry.changes,
                "digest": entry.digest,
            }
        )


def _line(row: dict[str, Any]) -> bytes:
    return (json.dumps(row, ensure_ascii=False, sort_keys=True) + "\n").encode()


def about_said(unit: Unit, year: int, on: date) -> str:
    """What lies in the folder and how it is proved, for whoever opens it later."""
    head = Head.objects.filter(agency_uuid=unit.agency.uuid).first()
    lines = [
        _("Berkas pengawasan %(unit)s, tahun %(year)s") % {"unit": unit.name_on(on), "year": year},
        "",
        _("%(file)s: setiap dokumen dengan kode pemeriksa, SHA-256, dan segelnya.")
        % {"file": PAPERS},
        _("%(file)s: daftar bukti dukung; berkasnya tetap di Pamong.") % {"file": EVIDENCE},
        _("%(file)s: jejak SKP dan penilaian, satu catatan sebaris.") % {"file": RECORD},
        _("%(file)s: kunci publik segel (Ed25519 atas seluruh isi berkas PDF).") % {"file": KEYS},
        _("%(file)s: periksa semua berkas dengan sha256sum -c %(file)s.") % {"file": SUMS},
        "",
        _("Rantai jejak instansi ini berada pada catatan ke-%(sequence)s, sidik %(digest)s.")
        % {"sequence": head.sequence if head else 0, "digest": head.digest if head else "–"},
    ]
    return "\n".join(lines) + "\n"

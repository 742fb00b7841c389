"""The annexes: the performance agreement, on what each figure rests, and how it was counted."""

from collections.abc import Iterator
from datetime import date

from pamong.analytics.annual import saying
from pamong.analytics.annual.saying import Facts, number, rupiah
from pamong.documents import blocks
from pamong.documents.blocks import RIGHT, Block, column
from pamong.performance.rules import pack_named
from pamong.ui.dates import say_day, say_day_full
from pamong.ui.numbers import say_number

SHORT = 12  # of a digest: enough to look a file up
ENTERED = "Diisi di Pamong"


def origin_said(figures: Facts) -> str:
    """From which snapshot the figures come."""
    day = say_day_full(date.fromisoformat(figures["as_of"]))
    return f"Angka diambil dari potret data {figures['snapshot']} per {day}."


def annexes_of(figures: Facts, year: int) -> Iterator[Block]:
    """Each from the figures that the report keeps."""
    yield blocks.section(f"Lampiran 1. Perjanjian kinerja tahun {year}")
    yield from _agreement(figures, year)
    yield blocks.section("Lampiran 2. Daftar bukti tiap indikator")
    if not saying.lines_of(figures):
        yield blocks.missing("Belum ada indikator.")
        return
    yield from _proofs(figures)
    yield blocks.section("Lampiran 3. Sumber data dan cara menghitung")
    yield from _sources(figures, year)
    yield blocks.listed(list(_method(figures)))


def _agreement(figures: Facts, year: int) -> Iterator[Block]:
    """What was agreed, as its form has it: goals with targets, then the money that is set aside for them."""
    goals = [goal for goal in figures["goals"] if goal["indicators"]]
    if not goals:
        yield blocks.missing("Belum ada sasaran dengan indikator untuk tahun ini.")
        return
    rows = [
        [
            f"{place}." if nth == 0 else "",
            goal["name"] if nth == 0 else "",
            line["name"],
            saying.target_said(line, year),
        ]
        for place, goal in enumerate(goals, start=1)
        for nth, line in enumerate(goal["indicators"])
    ]
    heads = ("No", 0), ("Sasaran", 3), ("Indikator kinerja", 3), ("Target", 2)
    yield blocks.table([column(label, width) for label, width in heads], rows)
    money = [
        [
            goal["name"],
            goal["unit"] or figures["agency"],
            rupiah(number(goal["budget"])),
        ]
        for goal in goals
    ]
    columns = column("Sasaran", 3), column("Penanggung jawab", 2), column("Pagu", 2, RIGHT)
    yield blocks.table(columns, money)
    yield blocks.text(
        "Disusun dari sasaran, target, dan pagu yang tercatat. Naskah yang ditandatangani dilampirkan tersendiri."
    )


def _proofs(figures: Facts) -> Iterator[Block]:
    """Each figure of the year with the file or source behind it."""
    columns = (
        *(column("Indikator", 3), column("Data per", 2), column("Realisasi", 2, RIGHT)),
        *(column("Asal", 3), column("Sidik berkas", 2)),
    )
    rows: list[list[str]] = []
    for line in saying.lines_of(figures):
        rows += _proofs_of(line)
    yield blocks.table(columns, rows)


def _proofs_of(line: Facts) -> list[list[str]]:
    held = line.get("proofs", [])
    if not held:
        said = "Dihitung dari indikator lain" if line["is_computed"] else "Belum ada bukti"
        return [[line["name"], saying.NONE, saying.NONE, said, saying.NONE]]
    rows = [
        [
            line["name"] if place == 0 else "",
            say_day(date.fromisoformat(one["as_of"])),
            saying.measured(line, one["value"]),
            one["origin"] or ENTERED,
            one["sha256"][:SHORT] or saying.NONE,
        ]
        for place, one in enumerate(held)
    ]
    if line["readings"] > len(held):
        earlier = line["readings"] - len(held)
        rows.append(["", "", "", f"… dan {say_number(earlier)} lebih awal", ""])
    return rows


def _sources(figures: Facts, year: int) -> Iterator[Block]:
    lines = saying.lines_of(figures)
    heads = (
        ("Indikator", 3),
        ("Sumber", 2),
        ("Penanggung jawab data", 2),
        ("Data per", 2),
        ("Catatan mutu", 2),
    )
    rows = [_source(line, year) for line in lines]
    yield blocks.table([column(label, width) for label, width in heads], rows)


def _source(line: Facts, year: int) -> list[str]:
    of = line["years"][str(year)]
    as_of = say_day(date.fromisoformat(of["as_of"])) if of["as_of"] else saying.NONE
    return [
        line["name"],
        line["source"] or "Belum diisi",
        line["owner"] or saying.NONE,
        as_of,
        _quality(line, of),
    ]


def _quality(line: Facts, of: Facts) -> str:
    if of["actual"] is None:
        return "Belum ada realisasi"
    if of["missing"]:
        return f"Belum lengkap: {'; '.join(of['missing'])}"
    if line["is_computed"]:
        return "Dihitung dari indikator lain"
    told = f"{line['readings']} realisasi tercatat"
    return f"{told}, {line['unsure']} perkiraan atau meragukan" if line["unsure"] else told


def _method(figures: Facts) -> Iterator[str]:
    """How the figures came about, for who checks them."""
    pack = pack_named(figures["pack"])
    yield origin_said(figures)
    yield (
        f"Capaian dihitung menurut {pack.head.citation}, dengan angka sebagaimana adanya tanpa batas atas."
    )
    yield (
        "Pagu sasaran yang tidak punya pagu sendiri adalah jumlah pagu di bawahnya menurut bagiannya."
    )
    yield "Realisasi yang belum ada dinyatakan belum ada dan tidak dihitung sebagai nol."
    for line in saying.lines_of(figures):
        if line["method"]:
            yield f"{line['name']}: {line['method']}"
    count = len(saying.lines_of(figures))
    bare = sum(not line["source"] for line in saying.lines_of(figures))
    yield f"Dari {say_number(count)} indikator, {say_number(bare)} belum menyebut sumber datanya."
